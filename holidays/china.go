package holidays

import (
	"embed"
	"sync"
)

//go:embed notices/*.txt
var noticeFiles embed.FS

// China returns the calendar of the People's Republic of China as built in: the State Council's yearly notices and their
// amendments, each in a file of its own under notices/. Everyone gets the same immutable Calendar; it is read on first
// use and costs nothing before. Newer notices are added with Calendar.With, without waiting for a release.
func China() *Calendar { return china() }

var china = sync.OnceValue(readChina)

func readChina() *Calendar {
	files, err := noticeFiles.ReadDir("notices")
	if err != nil {
		panic(err)
	}
	notices := make([]Notice, len(files))
	for i, file := range files {
		data, err := noticeFiles.ReadFile("notices/" + file.Name())
		if err == nil {
			notices[i], err = ParseNotice(file.Name(), data)
		}
		if err != nil {
			panic(err)
		}
	}
	var none Calendar
	c, err := none.With(notices...)
	if err != nil {
		panic(err)
	}
	return c
}
