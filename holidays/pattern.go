package holidays

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed pattern.txt
var patternFile string

// A pattern is how breaks of a festival have been arranged since some notice; see pattern.txt.
type pattern struct {
	festival    string
	weekday     string // of the festival's own day, as in Mon; any for all
	first, days int    // the break, its first day counted from the festival's own day
	notice      string // the first to do so
}

var readPatterns = sync.OnceValue(readPatternFile)

func readPatternFile() []pattern {
	patterns, err := parsePatterns(patternFile)
	if err != nil {
		panic(err)
	}
	return patterns
}

// patterns returns those that rest on a notice on record.
func (c *Calendar) patterns() []pattern {
	all := readPatterns()
	known := make([]pattern, 0, len(all))
	for i := range all {
		for k := range c.notices {
			if c.notices[k].Number == all[i].notice {
				known = append(known, all[i])
				break
			}
		}
	}
	return known
}

func parsePatterns(text string) ([]pattern, error) {
	var patterns []pattern
	number := 0
	for line := range strings.Lines(text) {
		number++
		words := wordsOf(line)
		if len(words) == 0 {
			continue
		}
		p, err := readPattern(words)
		if err != nil {
			return nil, &SyntaxError{"pattern.txt", number, strings.TrimPrefix(err.Error(), "holidays: "), err}
		}
		for _, p.festival = range strings.Split(words[1], "、") {
			patterns = append(patterns, p)
		}
	}
	return patterns, nil
}

func readPattern(words []string) (p pattern, err error) {
	if len(words) != 6 || words[0] != "break" {
		return p, fmt.Errorf("want break, festivals, weekday, first day, days and notice")
	}
	p = pattern{weekday: words[2], notice: words[5]}
	if p.first, err = readNumber(words[3]); err != nil {
		return p, err
	}
	p.days, err = readNumber(words[4])
	return p, err
}
