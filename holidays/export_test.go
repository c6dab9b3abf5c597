package holidays

import "sync"

// ReadChina builds the calendar of China anew from the embedded files, as China does on first use.
func ReadChina() *Calendar {
	readAlmanac, readPatterns = sync.OnceValue(readStatuteFile), sync.OnceValue(readPatternFile)
	return readChina()
}
