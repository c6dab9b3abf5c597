package holidays

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A proseReader reads the prose of a year's notice, part after part. A part is a shape that is known; whatever else
// stands there is an error, so that nothing which could be about days is passed over.
type proseReader struct {
	*proseText
	notice    Notice
	announced []string // festivals that the introduction names
	items     []string // festivals that items were for
	item      proseItem
	kinds     map[Date]Kind
	starts    []int // where the item of each span begins
	ended     bool  // closing, signature or date stood behind the items
}

const proseOffice = "国务院办公厅"

var (
	proseHeading   = shape{expression: "^(?:新华社[^，。：]{0,20}电)?((?:" + proseOffice + ")?关于([0-9]{4})年部分节假日(?:放假)?安排的?通知)(?:，全文如下)?[：。]?"}
	proseAmendment = shape{expression: "^[^。：]{0,60}?(?:调整|延长|纪念日|补充)[^。：]{0,60}?通知"}
	proseNumber    = shape{expression: "^(国办?发(?:明电)?)〔([0-9]{4})〕第?([0-9]{1,3})号"}
	proseItemHead  = shape{expression: "^([一二三四五六七八九十]{1,3})、"}
	proseDated     = shape{expression: "^(?:" + proseOffice + ")?(?:([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日|([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日)?$"}
)

func parseProse(name string, data []byte) (Notice, error) {
	text, err := newProseText(name, string(data))
	if err != nil {
		return Notice{}, err
	}
	r := &proseReader{proseText: text, kinds: map[Date]Kind{}}
	for _, part := range [...]func() error{
		r.heading, r.numberLine, r.salutation, r.introduction, r.body, r.closing, r.signature, r.complete,
	} {
		if err := part(); err != nil {
			return Notice{}, err
		}
	}
	if err := r.notice.check(); err != nil {
		cause := err.(*NoticeError)
		at := &SyntaxError{Name: name, Reason: cause.Reason, Err: err}
		if cause.Span >= 0 {
			at.Line = r.errorAt(r.begin(r.starts[cause.Span]), "").Line
		}
		return Notice{}, at
	}
	return r.notice, r.notice.checkStatute()
}

// heading reads what names the year. The page and the document on it may both carry it.
func (r *proseReader) heading() error {
	m := proseHeading.compiled().FindStringSubmatch(r.window())
	switch {
	case m == nil && proseAmendment.compiled().MatchString(r.window()):
		return r.fail(0, "this is no notice for a whole year; type an amendment in the text form, with a line: amends NUMBER")
	case m == nil:
		return r.fail(0, "want the heading first, which names the year: 国务院办公厅关于…年部分节假日安排的通知")
	}
	for again := m; again != nil && again[1] == m[1]; again = proseHeading.compiled().FindStringSubmatch(r.window()) {
		r.pos += len(again[0])
	}
	r.notice.Title = m[1]
	r.notice.Year, _ = strconv.Atoi(m[2])
	return nil
}

// numberLine reads 国办发明电〔2025〕7号, whose year is that of issue.
func (r *proseReader) numberLine() error {
	start := r.pos
	m := proseNumber.compiled().FindStringSubmatch(r.window())
	if m == nil {
		return nil
	}
	if year, _ := strconv.Atoi(m[2]); year != r.notice.Year && year != r.notice.Year-1 {
		return r.fail(start, "a notice for %d is issued in %d or %d", r.notice.Year, r.notice.Year-1, r.notice.Year)
	}
	r.pos += len(m[0])
	r.notice.Number = fmt.Sprintf("%s〔%s〕%s号", m[1], m[2], m[3])
	return nil
}

// salutation reads the line of those the notice is addressed to.
func (r *proseReader) salutation() error {
	start := r.pos
	if !strings.HasPrefix(r.rest(), "各省") {
		return nil
	}
	if s, ok := r.sentence("：。"); !ok || !isPlain(s) {
		return r.fail(start, "want the provinces and departments it is addressed to, and a colon")
	}
	return nil
}

// complete says whether what was read is a whole notice: an item for every festival that the introduction announces; and
// where nothing stands behind the items to show that they ended, days that add up to those the statute gives.
func (r *proseReader) complete() error {
	for _, name := range r.announced {
		if !slices.Contains(r.items, name) {
			return r.fail(r.last(), "the introduction announces %s, which has no item; was the text cut short?", name)
		}
	}
	for _, name := range r.items {
		if r.announced != nil && !slices.Contains(r.announced, name) {
			return r.fail(r.last(), "the introduction does not announce %s, which has an item", name)
		}
	}
	if err, ok := r.notice.checkStatute().(*StatuteError); ok && !r.ended {
		return r.fail(r.last(), "the text ends here, and its days off less its days worked are %d where the statute gives %d; "+
			"was it cut short? if not, paste the closing and the date too", err.Got, err.Want)
	}
	return nil
}

// last is where the last item begins.
func (r *proseReader) last() int { return r.starts[len(r.starts)-1] }
