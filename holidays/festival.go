package holidays

import "strings"

// festivals are the days off for all citizens as notices write them, quotation marks left out; what begins like another
// one stands before it.
var festivals = [...]struct{ written, name string }{
	{"元旦节", "元旦"}, {"元旦", "元旦"}, {"新年", "元旦"},
	{"春节", "春节"},
	{"清明节", "清明节"}, {"清明", "清明节"},
	{"五一国际劳动节", "劳动节"}, {"五一劳动节", "劳动节"}, {"国际劳动节", "劳动节"}, {"劳动节", "劳动节"}, {"五一", "劳动节"},
	{"端午节", "端午节"}, {"端午", "端午节"},
	{"中秋节", "中秋节"}, {"中秋", "中秋节"},
	{"十一", "国庆节"}, {"国庆节", "国庆节"}, {"国庆", "国庆节"},
}

// festivalPattern matches one festival as written.
func festivalPattern() string {
	var written []string
	for _, f := range festivals {
		written = append(written, f.written)
	}
	return "(?:" + strings.Join(written, "|") + ")"
}

const wantFestival = "元旦, 春节, 清明节, 劳动节, 端午节, 中秋节 or 国庆节"

// cutFestival takes a festival off the beginning of s.
func cutFestival(s string) (name, rest string, ok bool) {
	for _, f := range festivals {
		if rest, ok := strings.CutPrefix(s, f.written); ok {
			return f.name, rest, true
		}
	}
	return "", s, false
}

// cutFestivals takes a list of festivals off the beginning of s: 国庆节、中秋节, or 国庆节（中秋节）.
func cutFestivals(s string) (names []string, rest string) {
	name, rest, ok := cutFestival(s)
	for ok {
		names, s = append(names, name), rest
		if name, rest, ok = cutBracketed(s); ok {
			continue
		}
		for _, joint := range [...]string{"、", "和", "与", "及"} {
			if after, found := strings.CutPrefix(s, joint); found {
				name, rest, ok = cutFestival(after)
			}
		}
	}
	return names, s
}

func cutBracketed(s string) (name, rest string, ok bool) {
	if s, ok = strings.CutPrefix(s, "（"); ok {
		if name, rest, ok = cutFestival(s); ok {
			rest, ok = strings.CutPrefix(rest, "）")
		}
	}
	return name, rest, ok
}

// festivalName is the name that days of these festivals carry, in the order of the notice.
func festivalName(names []string) string { return strings.Join(names, "、") }
