package holidays

// BuildChina builds the calendar of China from the embedded files, as China does on first use.
func BuildChina() (*Calendar, error) {
	files, err := noticeFiles.ReadDir("notices")
	if err != nil {
		return nil, err
	}
	notices := make([]Notice, len(files))
	for i, file := range files {
		data, err := noticeFiles.ReadFile("notices/" + file.Name())
		if err != nil {
			return nil, err
		}
		if err := notices[i].UnmarshalText(data); err != nil {
			return nil, err
		}
	}
	return new(Calendar).With(notices...)
}

// IDInALaterRelease returns the ID of c in a release whose range ends a year later.
func IDInALaterRelease(c *Calendar) string {
	later := *c
	later.last = c.last.AddMonths(12)
	return later.digest()
}
