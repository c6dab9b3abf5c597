package holidays

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// fingerprint digests everything that an answer can depend on.
func (c *Calendar) fingerprint() string {
	name := "0 notices"
	if len(c.notices) > 0 {
		name = c.notices[len(c.notices)-1].label()
	}
	b := make([]byte, 0, 1<<15)
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	text := func(s string) { number(len(s)); b = append(b, s...) }
	number(int(c.first.n))
	number(int(c.last.n))
	number(len(c.labels))
	for i := range c.labels {
		l := &c.labels[i]
		number(int(l.Kind))
		text(l.Name)
		text(l.Source)
	}
	number(len(c.statutes))
	for i := range c.statutes {
		text(c.statutes[i].number)
	}
	number(len(c.notices))
	for i := range c.notices {
		n := &c.notices[i]
		text(n.Number)
		text(n.Title)
		text(n.URL)
		number(n.Year)
		number(int(n.Issued.n))
		text(n.Amends)
		number(len(n.Spans))
		for _, s := range n.Spans { // AsOf answers from days that a later notice hides
			number(int(s.First.n))
			number(int(s.Last.n))
		}
	}
	number(len(c.unsettled))
	for _, g := range c.unsettled {
		number(int(g.from.n))
		number(int(g.to.n))
	}
	for _, w := range c.breaks { // Earliest and Latest answer from these
		number(int(w.first))
		number(int(w.last))
		number(int(w.moved))
		number(int(w.spare))
	}
	days := b
	for i, l := range c.label {
		if l >= 2*2 { // ordinary days are what they are by their weekday
			days = append(days, byte(i), byte(i>>8), byte(l), byte(l>>8))
		}
	}
	digest := sha256.Sum256(days)
	return name + "@" + hex.EncodeToString(digest[:6])
}
