package gazette_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// The three amendments there have been, in the tests' own words and the State Council's shapes.
var amendments = []struct {
	name, text string
	year       int
}{
	{"one sentence", "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知\n国发明电〔2015〕1号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n" +
		"为便于各方参加活动，2015年9月3日全国放假1天。为方便公众安排生活，特作如下调休：9月3日（星期四）至5日（星期六）调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。\n国务院\n2015年5月13日\n", 2015},
	{"one sentence alone", "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知\n国发明电〔2015〕1号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n" +
		"为便于各方参加活动，2015年9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。\n国务院\n2015年5月13日\n", 2015},
	{"items", "国务院办公厅关于调整2019年劳动节假期安排的通知\n国办发明电〔2019〕3号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n" +
		"经国务院批准，现将调整2019年劳动节假期安排通知如下。\n一、2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。\n二、各方要妥善安排好值守。\n国务院办公厅\n2019年3月22日\n", 2019},
	{"extended", "国务院办公厅关于延长2020年春节假期的通知\n国办发明电〔2020〕1号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n" +
		"经国务院批准，为更好保障健康，现将延长2020年春节假期的具体安排通知如下。\n一、延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。\n二、各地大专院校、中小学、幼儿园推迟开学，具体时间由教育部门另行通知。\n" +
		"三、因防控不能休假的职工，应根据有关规定安排补休，未休假期的工资报酬应按照有关政策保障落实。\n国务院办公厅\n2020年1月26日\n", 2020},
}

func ofYear(year int) (base, amendment holidays.Notice) {
	for _, n := range holidays.China().Notices() {
		if n.Year == year && n.Amends == "" {
			base = n
		} else if n.Year == year {
			amendment = n
		}
	}
	return base, amendment
}

// All three amendments are read, name what they amend, and say what the built-in ones say.
func TestParseAmendments(t *testing.T) {
	for _, test := range amendments {
		t.Run(test.name, func(t *testing.T) {
			_, want := ofYear(test.year)
			want.URL, want.Net = "", 0
			for _, form := range outer[:3] {
				got, r, err := gazette.Parse("amendment", []byte(form.write(want, test.text)))
				require.NoError(t, err, form.name)
				assert.Equal(t, want, got)
				assert.Positive(t, r.Weekdays)
			}
			got, _, err := gazette.Parse("amendment", []byte(test.text))
			require.NoError(t, err)
			assert.Equal(t, want, got)
			c, err := holidays.China().With(got)
			require.NoError(t, err)
			assert.Equal(t, holidays.China().ID(), c.ID())
			for at := range test.text {
				if cut, _, err := read("cut", test.text[:at]); err == nil {
					require.Equal(t, want.Spans, cut.Spans, test.text[:at])
				}
			}
		})
	}
}

// In whatever order the year's notice, its amendment and the JSON in which both are merged arrive, the calendar is the same.
// What cannot be taken yet is refused, and comes again.
func TestOrderOfArrival(t *testing.T) {
	for _, test := range amendments {
		base, amendment := ofYear(test.year)
		earlier := holidays.China().AsOf(base.Issued.AddDays(-1))
		data := [][]byte{[]byte(whole(base, 0)), []byte(test.text), holidayCN(base, amendment).write(t)}
		ids := map[string]bool{}
		for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
			c := earlier
			arrive := func(i int) bool {
				n, _, err := gazette.Parse("", data[i])
				statute, unofficial := (*holidays.StatuteError)(nil), (*gazette.UnofficialError)(nil)
				require.True(t, err == nil || errors.As(err, &statute) || errors.As(err, &unofficial), err)
				if i > 0 {
					change, err := gazette.Amendment(c, n)
					if err != nil {
						return false
					}
					if n = change.Notice; len(n.Spans) == 0 {
						return true
					}
					assert.Equal(t, base.Number, n.Amends)
					if i == 2 {
						_, err := c.With(n)
						assert.Error(t, err, "what is made of merged data is a draft")
						assert.Empty(t, n.Number)
						assert.Zero(t, n.Issued)
					}
					n.Number, n.Issued, n.Title = amendment.Number, amendment.Issued, amendment.Title
				}
				next, err := c.With(n)
				require.NoError(t, err)
				c = next
				return true
			}
			pending := order
			for len(pending) > 0 {
				var again []int
				for _, i := range pending {
					if !arrive(i) {
						again = append(again, i)
					}
				}
				require.Less(t, len(again), len(pending))
				pending = again
			}
			ids[c.ID()] = true
			for d := holidays.NewDate(test.year, 1, 1); holidays.NoticeYear(d) == test.year; d = d.AddDays(1) {
				require.Equal(t, holidays.China().IsWorkday(d), c.IsWorkday(d), d)
			}
		}
		assert.Len(t, ids, 1, test.name)
	}
}
