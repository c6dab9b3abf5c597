package gazette

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cnworkday/cnworkday/holidays"
)

// The introduction gives reasons and authorities, may state the rules that the statute was changed to, and announces the items.
var (
	bookTitle    = shape(`《(?:[^《》]|《[^《》]*》)*》`)
	citedOrder   = shape(`国务院令第([0-9]{3,4})号`)
	citedDate    = shape(`([0-9]{4})年([0-9]{1,2})月(?:[0-9]{1,2}日)?(?:起|新?修|公布)`)
	citedYear    = shape(`《{office}关于([0-9]{4})年部分节假日(?:放假)?安排的?通知》(?:（(国办?(?:发明电|发|函))[〔（]([0-9]{4})[〕）]第?([0-9]{1,3})号）)?`)
	isPrincipled = shape(`原则|《|^自`)
	revised      = shape(`修订|修改|修正|公布|颁布`)
	increase     = shape(`(?:{festival}|、|和)*各?增加[0-9]{1,2}天`)
	// announcement ends the introduction: the year, and the festivals that have items.
	announcement = shape(`^(?:现[将就对]|特|对|将)*(?:调整|延长)?(?:([0-9]{4})年)?((?:部分|纪念日|期间|{festival}|、|和|与|及|（|）)*)(等)?` +
		`(?:节日|假日|节假日|假期|放假|公休|休假|调休|日期|时间|的|具体|有关|相关|安排|事项|情况|调整|延长|作|做|等|和|及)*(?:通知|公布|明确)?如下(?:调休|安排|调整)?$`)
	// introPlain begins a clause of the introduction that gives a reason or an authority.
	introPlain = shape(`^(?:经(?:党中央、)?国务院(?:批准|同意|领导)|(?:并)?(?:根据|按照|依据|依照|遵照)|为|结合|便于|方便|以便|更好|进一步|有效|切实|确保|保障|阻断|促进|统筹)`)
	// principle is a clause of the introduction that states a rule, as the notice of 2025 does, and arranges no day.
	principle = shape(`^(?:` +
		`(?:根据)?[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:新)?(?:修订|修改|修正|公布)的?(?:规定)?` +
		`|自[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日起(?:施行)?` +
		`|全体公民放假的假日(?:共)?增加[0-9]{1,2}天` +
		`|(?:其中)?(?:{festival}|、|和)+各?增加[0-9]{1,2}天` +
		`|据此对放假调休(?:的)?原则作[^0-9，。]{0,20}` +
		`|除个别特殊情形外` +
		`|(?:{festival}|、|和)+(?:分别)?(?:自农历除夕起|自10月1日起)?放假(?:调休)?(?:或连休)?[0-9]{1,2}天(?:（如逢周三则只在当日放假）)?` +
		`|国庆节放假如逢中秋节则合并放假[0-9]{1,2}天` +
		`)$`)
)

// introductory reads a clause of an introduction: the announcement of what follows, a rule, a reason or an authority.
func (r *reader) introductory(start int, clause string) (known bool, err error) {
	cites := clause
	if r.heading.subject == "" { // what a change is dated stands in another clause
		cites, _, _ = strings.Cut(r.even[r.begun:min(r.end, r.begun+600)], "。")
	}
	if err := r.cites(start, cites); err != nil {
		return false, err
	}
	for _, m := range citedYear().FindAllStringSubmatch(clause, -1) {
		if number(m[1]) != r.heading.year {
			return false, r.fail(start, otherHeading, m[1], r.heading.title)
		}
		if m[2] != "" {
			r.amended = fmt.Sprintf("%s〔%s〕%s号", m[2], m[3], m[4])
		}
	}
	bare := citedOrder().ReplaceAllString(bookTitle().ReplaceAllString(citedYear().ReplaceAllString(clause, ""), ""), "")
	bare = strings.ReplaceAll(bare, "（）", "")
	m := announcement().FindStringSubmatch(bare)
	if r.heading.subject == "" && (!strings.HasPrefix(bare, "现") || firstOf(bare, []string{"调整", "延长"}) != "") {
		m = nil
	}
	if r.follows = m != nil; r.follows {
		return true, r.announce(start, m[1], m[2], m[3] != "")
	}
	r.principled = r.principled || isPrincipled().MatchString(clause)
	r.reason = isPlain(bare) && (r.reason || introPlain().MatchString(bare)) // one can have several clauses
	return r.reason || bare == "" || r.principled && principle().MatchString(bare), nil
}

// announce takes the year and the festivals of the introduction.
func (r *reader) announce(start int, year, names string, open bool) error {
	if n := number(year); n != 0 && n != r.heading.year {
		return r.fail(start, otherHeading, n, r.heading.title)
	}
	announced, rest := cutFestivals(names)
	switch {
	case names == "" || names == "部分" || r.heading.subject != "" && announced == nil:
		return nil
	case announced == nil || rest != "":
		return r.fail(start, wantFestival, names)
	case r.heading.subject != "" && announced[0] != r.heading.festival:
		return r.fail(start, otherHeading, announced[0], r.heading.title)
	}
	r.announced, r.open = announced, open
	return nil
}

// newest returns the order of the newest version of the statute that package holidays has, and the year from which it governs.
var newest = sync.OnceValues(func() (order, from int) {
	for year := 2004; ; year++ {
		days := holidays.StatutoryDays(year)
		if days == nil {
			return order, from
		}
		if n := number(days[0].Source); n != order {
			order, from = n, year
		}
	}
})

// cites refuses a notice that follows a version of the statute which is newer than those known here: by its order, by the day of
// the change or from which it governs, or because it speaks of a change and the year is not the first of a version.
func (r *reader) cites(start int, s string) error {
	order, from := newest()
	if m := citedOrder().FindStringSubmatch(s); m != nil && number(m[1]) > order {
		return r.fail(start, statuteNewer, m[0])
	}
	dated, year := false, r.heading.year
	for _, m := range citedDate().FindAllStringSubmatch(s, -1) {
		limit := from * 100 // a version is signed before the year from which it governs
		if strings.HasSuffix(m[0], "起") {
			year, limit = number(m[1]), limit+1
		}
		if dated = true; number(m[1])*100+number(m[2]) > limit {
			return r.fail(start, statuteNewer, m[0])
		}
	}
	days, before := holidays.StatutoryDays(year), holidays.StatutoryDays(year-1)
	isFirst := days != nil && before != nil && days[0].Source != before[0].Source
	word := increase().FindString(s)
	if word == "" && !dated && strings.Contains(s, "办法") {
		word = revised().FindString(bookTitle().ReplaceAllString(s, ""))
	}
	if word != "" && !isFirst {
		return r.fail(start, statuteNewer, word)
	}
	return nil
}

// countDays counts the statutory days of festivals.
func countDays(days []holidays.Day, names ...string) (n int) {
	for _, d := range days {
		if slices.Contains(names, d.Name) {
			n++
		}
	}
	return n
}
