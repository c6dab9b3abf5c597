package holidays

import (
	"embed"
	"io/fs"
	"sync"
)

//go:embed notices/*.txt
var noticeFiles embed.FS

// China returns the calendar of the People's Republic of China as built in: the State Council's yearly notices and their
// amendments, each in a file of its own under notices/. Everyone gets the same immutable Calendar; it is read on first
// use and costs nothing before. Newer notices are added with Calendar.With, without waiting for a release.
func China() *Calendar { return china() }

var china = sync.OnceValue(func() *Calendar {
	var notices []Notice
	files, _ := fs.Glob(noticeFiles, "notices/*.txt")
	for _, name := range files {
		data, err := noticeFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		n, err := ParseNotice(name, data)
		if err != nil {
			panic(err)
		}
		notices = append(notices, n)
	}
	var none Calendar
	c, err := none.With(notices...)
	if err != nil {
		panic(err)
	}
	return c
})
