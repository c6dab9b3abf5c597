package holidays

import (
	"strconv"
	"strings"
	"time"
)

var (
	bookTitle = shape{expression: "《[^》]*》"}
	// announcement is the end of the introduction: the year, and the festivals that the items are for.
	announcement = shape{expression: "^现[将就](?:([0-9]{4})年)?([^0-9]*?)(?:放假调休|放假|节假日)[^0-9]*通知如下$"}
	// principle is a clause of the introduction that states a rule, as the notice of 2025 does, and arranges no day.
	principle = shape{expression: "^(?:" +
		"根据[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:修订|修改|公布)的" +
		"|自[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日起(?:施行)?" +
		"|全体公民放假的假日增加[0-9]{1,2}天" +
		"|(?:其中)?(?:{festival}|、|和)+各?增加[0-9]{1,2}天" +
		"|据此对放假调休原则作[^0-9]{0,20}" +
		"|(?:{festival}|、|和)+(?:分[别別])?(?:自农历除夕起|自10月1日起)?放假(?:调休)?(?:或连休)?[0-9]{1,2}天(?:（如逢周三则只在当日放假）)?" +
		"|国庆节放假如逢中秋节则合并放假[0-9]{1,2}天" +
		")$"}
)

// introduction reads the sentences before the items, the last of which says that the arrangement follows (通知如下).
func (r *proseReader) introduction() error {
	for !r.atItem() {
		start := r.pos
		s, ok := r.sentence("。：")
		if !ok {
			return r.fail(start, "want the first item, 一、元旦：…")
		}
		for _, clause := range strings.Split(s, "，") {
			clause = bookTitle.compiled().ReplaceAllString(clause, "")
			if m := announcement.compiled().FindStringSubmatch(clause); m != nil {
				if err := r.announce(start, m[1], m[2]); err != nil {
					return err
				}
			} else if clause != "" && !isPlain(clause) && !principle.compiled().MatchString(clause) {
				return r.fail(start, "%s is not known in an introduction", quote(clause))
			}
		}
		if r.atItem() && !strings.HasSuffix(s, "如下") {
			return r.fail(start, "want an introduction that ends with 通知如下")
		}
	}
	return nil
}

// announce takes the year and the festivals of the introduction.
func (r *proseReader) announce(start int, year, festivals string) error {
	if year != "" && year != strconv.Itoa(r.notice.Year) {
		return r.fail(start, "the introduction is for %s, the heading for %d", year, r.notice.Year)
	}
	if festivals == "" || festivals == "部分" {
		return nil
	}
	names, rest := cutFestivals(festivals)
	if names == nil || rest != "" {
		return r.fail(start, "want the names of festivals: %s; got %s", wantFestival, quote(festivals))
	}
	r.announced = names
	return nil
}

// advice reads a sentence that recommends something (鼓励…). It arranges nothing, so that no word may stand there which
// would; the dates it names must exist and have the weekdays stated.
func (r *proseReader) advice() error {
	start := r.pos
	s, ok := r.sentence("。")
	if !ok {
		return r.fail(start, "the text ends within a sentence; was it cut short?")
	}
	for _, w := range [...]string{"放假", "上班", "补休", "调休", "公休", "连休", "调至", "延长"} {
		if strings.Contains(s, w) {
			return r.fail(start, "advice in which %s stands is not certain", w)
		}
	}
	end := r.pos
	for r.pos = start; ; {
		digit := strings.IndexAny(r.text[r.pos:end], "0123456789")
		if digit < 0 {
			r.pos = end
			return nil
		}
		r.pos += digit
		if _, err := r.dates(); err != nil {
			return err
		}
	}
}

// closing reads the sentences behind the items. The rule: a sentence of Chinese words and punctuation, with no number,
// no date and no word that decides about days (notPlain), is about duties during the festivals and is passed over.
// Every other sentence is an error.
func (r *proseReader) closing() error {
	for !r.atEnd() && !r.atSignature() {
		start := r.pos
		if strings.HasPrefix(r.rest(), "鼓励") {
			if err := r.advice(); err != nil {
				return err
			}
			continue
		}
		if r.atItem() {
			return r.fail(start, "an item stands behind the closing")
		}
		if s, ok := r.sentence("。"); !ok || !isPlain(s) {
			return r.fail(start, "what it says is not known here; if the notice ends before it, leave it out")
		}
		r.ended = true
	}
	return nil
}

// atSignature reports whether nothing but the office and the date of issue is left. Right behind the items a date alone is
// none: a text cut short in a clause can end in a date.
func (r *proseReader) atSignature() bool {
	return !r.atEnd() && len(r.rest()) == len(r.window()) && proseDated.compiled().MatchString(r.rest()) &&
		(r.ended || strings.HasPrefix(r.rest(), proseOffice))
}

// signature reads the office and the date of issue, in figures or in Chinese numerals.
func (r *proseReader) signature() error {
	if r.atEnd() {
		return nil
	}
	start := r.pos
	m := proseDated.compiled().FindStringSubmatch(r.rest())
	r.pos, r.ended = len(r.text), true
	number := func(figures, chinese string) int {
		n, _ := strconv.Atoi(figures)
		for k := 1; chinese != "" && k <= 31; k++ {
			if chineseNumber(k) == chinese {
				n = k
			}
		}
		return n
	}
	year, _ := strconv.Atoi(m[1])
	for _, numeral := range m[4] {
		year = year*10 + strings.IndexRune("〇一二三四五六七八九", numeral)/len("〇")
	}
	if year == 0 {
		return nil
	}
	r.notice.Issued = NewDate(year, time.Month(number(m[2], m[5])), number(m[3], m[6]))
	switch {
	case r.notice.Issued.IsZero():
		return r.fail(start, "there is no such day")
	case year != r.notice.Year && year != r.notice.Year-1:
		return r.fail(start, "a notice for %d is issued in %d or %d", r.notice.Year, r.notice.Year-1, r.notice.Year)
	}
	if n := r.notice.Number; n != "" && !strings.Contains(n, "〔"+strconv.Itoa(year)+"〕") {
		return r.fail(start, "the notice has the number %s, and is dated %v", n, r.notice.Issued)
	}
	return nil
}

// chineseNumber writes 1 to 39, the numbers of items and of the days of a month; "" for any other.
func chineseNumber(n int) string {
	if n < 1 || n > 39 {
		return ""
	}
	tens := [...]string{"", "十", "二十", "三十"}
	ones := [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	return tens[n/10] + ones[n%10]
}
