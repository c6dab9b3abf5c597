package holidays

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A proseText is a pasted text made even: without spaces, line breaks and quotation marks, with full-width punctuation
// and plain digits. It remembers what was pasted, so that errors quote that.
type proseText struct {
	name string
	raw  string
	text string
	at   []int32 // for each byte of text, and its end, where in raw it comes from
	pos  int     // the reader is here in text
}

// even returns what a rune is read as.
func even(r rune) rune {
	const from, to = ",:∶︰;.．｡､()[]［］【】○◯零", "，：：：；。。。、（）〔〕〔〕〔〕〇〇〇"
	switch i := strings.IndexRune(from, r); {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case strings.ContainsRune("-‐‑‒–―−─－~～〜", r):
		return '—'
	case i >= 0:
		return []rune(to)[utf8.RuneCountInString(from[:i])]
	}
	return r
}

const quotationMarks = "\"'“”‘’「」『』＂＇"

// newProseText makes a text even. A space or a quotation mark between two digits is an error: nobody can tell whether they
// are one number.
func newProseText(name, raw string) (*proseText, error) {
	p := &proseText{name: name, raw: raw}
	var b strings.Builder
	b.Grow(len(raw))
	p.at = make([]int32, 0, len(raw)+1)
	var before rune
	spaced := false
	for i, r := range raw {
		if r < '一' || r > '龥' { // most runes are plain Chinese and need no second look
			if unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || strings.ContainsRune(quotationMarks, r) {
				spaced = true
				continue
			}
			r = even(r)
		}
		if spaced && isDigit(before) && isDigit(r) {
			return nil, p.errorAt(i, fmt.Sprintf("a space or a quotation mark stands within a number: %s", quote(around(raw, i))))
		}
		if r == '—' && before == '—' {
			continue
		}
		size := b.Len()
		b.WriteRune(r)
		for range b.Len() - size {
			p.at = append(p.at, int32(i))
		}
		before, spaced = r, false
	}
	p.at = append(p.at, int32(len(raw)))
	p.text = b.String()
	return p, nil
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// around returns the line that the byte i of a text stands in, from a little before it.
func around(raw string, i int) string {
	start := max(0, i-30)
	end := min(len(raw), i+30)
	return oneLine(strings.ToValidUTF8(raw[start:end], ""))
}

func (p *proseText) errorAt(raw int, reason string) *SyntaxError {
	return &SyntaxError{Name: p.name, Line: 1 + strings.Count(p.raw[:raw], "\n"), Reason: reason}
}

// fail is an error about the clause that begins at the place from; it quotes the clause as it was pasted.
func (p *proseText) fail(from int, format string, args ...any) error {
	return p.errorAt(p.begin(from), fmt.Sprintf("%q: %s", p.clauseAt(from), fmt.Sprintf(format, args...)))
}

// begin is where in the pasted text the rune at a place stands.
func (p *proseText) begin(at int) int { return int(p.at[at]) }

// clauseAt returns the clause that begins at the place from, as it was pasted, without its last punctuation mark.
func (p *proseText) clauseAt(from int) string {
	const longest = 400 // bytes: more than any clause of a notice
	end := min(len(p.text), from+longest)
	for _, mark := range [...]string{"，", "；", "。"} {
		if i := strings.Index(p.text[from:end], mark); i > 0 {
			end = from + i
		}
	}
	clause := oneLine(strings.ToValidUTF8(p.raw[p.begin(from):p.begin(end)], ""))
	return strings.ToValidUTF8(clause[:min(len(clause), 2*longest)], "")
}

// A shape is a regular expression that is made on first use: whoever reads no prose does not pay for it. In it {festival}
// stands for any festival as written.
type shape struct {
	expression string
	once       sync.Once
	regexp     *regexp.Regexp
}

func (s *shape) compiled() *regexp.Regexp {
	s.once.Do(func() {
		s.regexp = regexp.MustCompile(strings.ReplaceAll(s.expression, "{festival}", festivalPattern()))
	})
	return s.regexp
}

func (p *proseText) rest() string { return p.text[p.pos:] }

func (p *proseText) atEnd() bool { return p.pos == len(p.text) }

// window is as much of the rest as a known shape can fill, so that matching it costs the same anywhere.
func (p *proseText) window() string {
	const widest = 300 // bytes
	return p.text[p.pos:min(len(p.text), p.pos+widest)]
}

// take passes over the first of the words that comes next and returns it; "" if none does.
func (p *proseText) take(words ...string) string {
	for _, w := range words {
		if strings.HasPrefix(p.rest(), w) {
			p.pos += len(w)
			return w
		}
	}
	return ""
}

// number passes over a number of at most four digits.
func (p *proseText) number() (n int, ok bool) {
	for i := 0; p.pos < len(p.text) && isDigit(rune(p.text[p.pos])); i++ {
		if i == 4 {
			return 0, false
		}
		n = n*10 + int(p.text[p.pos]-'0')
		p.pos++
		ok = true
	}
	return n, ok
}

// sentence passes over the text up to the next full stop and returns it without that; false if there is none.
func (p *proseText) sentence(stops string) (string, bool) {
	i := strings.IndexAny(p.rest(), stops)
	if i < 0 {
		return "", false
	}
	s := p.rest()[:i]
	p.pos += i + len("。") // every stop takes as many bytes
	return s, true
}

// notPlain are words that decide about days, or about whether the notice holds. A sentence in which one stands is never
// passed over as mere text.
var notPlain = [...]string{
	"放假", "上班", "补休", "调休", "休息", "公休", "连休", "工作日", "休假日", "补班", "轮休", "另行", "延长", "缩短", "顺延", "取消", "改为", "改到", "照常", "调至", "调到",
	"暂停", "暂缓", "停止", "不再", "除外", "例外", "撤销", "废止", "征求意见", "草案",
	"星期", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "除夕", "农历", "初一", "元宵", "月底", "月初",
	"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "正月", "腊月", "当日", "次日",
	"一日", "二日", "三日", "四日", "五日", "六日", "七日", "八日", "九日", "十日", "一天", "两天",
}

// isPlain reports whether a sentence is mere text: Chinese words and punctuation, no number, no date and no word that
// decides about days.
func isPlain(s string) bool {
	for _, w := range notPlain {
		if strings.Contains(s, w) {
			return false
		}
	}
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) && !strings.ContainsRune("、，；（）《》", r) })
}
