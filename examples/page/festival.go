package page

import (
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
)

// A festival is the name of a festival on a page. Lang is empty where it is the page's.
type festival struct{ Name, Lang string }

// festivals are the names of the notices in English. The soft hyphens say where a name may break in a narrow cell.
var festivals = map[string]string{
	"元旦":  "New Year",
	"春节":  "Spring Fes\u00adti\u00adval",
	"清明节": "Qing\u00adming",
	"劳动节": "La\u00adbour Day",
	"端午节": "Dragon Boat Fes\u00adti\u00adval",
	"中秋节": "Mid-Autumn Fes\u00adti\u00adval",
	"国庆节": "Na\u00adtion\u00adal Day",
	"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "Vic\u00adtory Day (70 years)",
}

// newFestival says a name in a language. One that is not in the table, as a layer may have it, stays as it is.
func newFestival(lang deadline.Language, name string) festival {
	if lang == deadline.Chinese || name == "" {
		return festival{Name: name}
	}
	var english []string
	for part := range strings.SplitSeq(name, "、") { // 国庆节、中秋节
		if festivals[part] == "" {
			return festival{name, Tag(deadline.Chinese)}
		}
		english = append(english, festivals[part])
	}
	return festival{Name: strings.Join(english, ", ")}
}
