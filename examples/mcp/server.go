package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

const instructions = `These tools count Chinese working days (工作日) by the State Council's notices, and the due dates of
regulatory filings. Never compute such dates yourself: weekends are worked and weekdays are off by notice.
Look at "final" in every answer. If it is false, say so to the user: a provisional answer rests on a year whose notice is not
loaded, a draft was never law. Work towards "act_by", not "due", and say why they differ ("safe_by_reason").
Dates are those of Beijing. This is not legal advice.`

// A desk answers questions by one calendar.
type desk struct{ calendar *holidays.Calendar }

// newServer returns a server with all tools.
func newServer(calendar *holidays.Calendar) *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "cnworkday", Title: "Chinese working days and filing deadlines", Version: "v0"},
		&mcp.ServerOptions{Instructions: instructions})
	d := desk{calendar}
	addTool(s, "due_date", "The due date of a filing: by when must it be made, given the day of the event? "+
		"Answers with the day to work towards, the legal basis, the notices used and what is open in law.", d.dueDate)
	addTool(s, "explain", "The whole count behind a due date, day by day, with basis, caveats and notices, as a text for "+
		"the record.", d.explain)
	addTool(s, "add_working_days", "The n-th working day after a date, or before it for a negative n. The date itself is not "+
		"counted.", d.addWorkingDays)
	addTool(s, "count_working_days", "The number of working days after one date up to and including another.", d.countWorkingDays)
	addTool(s, "day", "Whether a date is a working day in China, and which notice says so: an ordinary working day, weekend, "+
		"holiday (休) or make-up working day (班).", d.day)
	addTool(s, "rules", "The filing rules that due_date knows: ID, what is filed, the event, the time limit, who must file, "+
		"and the provision. Find the ID here first.", d.rules)
	return s
}

// addTool adds a tool that reads only. Its input schema allows no field that it does not have, dates of one form only, and
// the rules that there are.
func addTool[In, Out any](s *mcp.Server, name, description string, h func(In) (string, Out, error)) {
	schema, err := jsonschema.For[In](nil)
	if err != nil {
		panic(err) // the types are part of the program
	}
	for field, property := range schema.Properties {
		switch field {
		case "trigger", "date", "after", "through":
			property.Pattern = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
		case "n":
			property.Minimum, property.Maximum = jsonschema.Ptr(-10_000.0), jsonschema.Ptr(10_000.0)
		case "lang":
			property.Enum = []any{"en", "zh"}
		case "rule":
			for _, r := range deadline.Rules() {
				property.Enum = append(property.Enum, r.ID)
			}
		}
	}
	tool := &mcp.Tool{
		Name: name, Description: description, InputSchema: schema,
		Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: jsonschema.Ptr(false)},
	}
	mcp.AddTool(s, tool, func(_ context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		text, out, err := h(in)
		if err != nil {
			return nil, out, err
		}
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}, out, nil
	})
}

type dueIn struct {
	Rule    string `json:"rule" jsonschema:"ID of the rule, as the tool rules lists it"`
	Trigger string `json:"trigger" jsonschema:"day of the event in Beijing, YYYY-MM-DD"`
	Lang    string `json:"lang,omitempty" jsonschema:"language of texts: en (default) or zh"`
}

type dueOut struct {
	Rule         string   `json:"rule"`
	Title        string   `json:"title"`
	Trigger      string   `json:"trigger"`
	Limit        string   `json:"limit"`
	AppliesTo    string   `json:"applies_to"`
	Opens        string   `json:"opens,omitempty" jsonschema:"first day on which one may file"`
	Due          string   `json:"due" jsonschema:"last day, the whole of it included"`
	Weekday      string   `json:"weekday" jsonschema:"of due"`
	SafeBy       string   `json:"safe_by" jsonschema:"a day in time under every open reading of the law"`
	SafeByReason string   `json:"safe_by_reason,omitempty" jsonschema:"why safe_by is before due"`
	ActBy        string   `json:"act_by" jsonschema:"the day to work towards"`
	Authority    string   `json:"authority,omitempty"`
	RuleStatus   string   `json:"rule_status" jsonschema:"in_force, draft (never law) or ended"`
	Announced    bool     `json:"announced" jsonschema:"the date was fixed by an announcement and is not counted"`
	MoreCaveats  int      `json:"more_caveats" jsonschema:"open questions that do not move the date; explain lists them"`
	Caveats      []caveat `json:"caveats" jsonschema:"what could move the date"`
	Basis        basis    `json:"basis"`
	grounds
}

// A grounds is what every answer carries: whether it is final, and what it rests on.
type grounds struct {
	Final         bool     `json:"final" jsonschema:"false: provisional, or a draft; say so"`
	Provisional   bool     `json:"provisional"`
	EstimatedFrom string   `json:"estimated_from,omitempty" jsonschema:"first estimated day that the answer rests on"`
	MissingNotice int      `json:"missing_notice,omitempty" jsonschema:"the year whose notice would make it final"`
	Notices       []notice `json:"notices" jsonschema:"the notices that arrange the days counted"`
	Calendar      string   `json:"calendar" jsonschema:"ID of the calendar; equal IDs give equal answers"`
	Disclaimer    string   `json:"disclaimer"`
}

type basis struct {
	Law     string `json:"law,omitempty"`
	Article string `json:"article,omitempty"`
	Order   string `json:"order,omitempty"`
	URL     string `json:"url,omitempty"`
}

type caveat struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

type notice struct {
	Number string `json:"number"`
	Title  string `json:"title,omitempty"`
	Issued string `json:"issued,omitempty"`
	URL    string `json:"url,omitempty"`
}

func (d desk) dueDate(in dueIn) (string, dueOut, error) {
	lang := language(in.Lang)
	r, err := d.compute(in)
	if err != nil {
		return "", dueOut{}, err
	}
	out := dueOut{
		Rule: r.Rule.ID, Title: r.Rule.Title.In(lang), Trigger: r.Trigger.String(), Limit: r.Rule.TimeLimit(lang),
		AppliesTo: r.Rule.AppliesTo.In(lang), Opens: r.Opens.String(), Due: r.Due.String(), Weekday: lang.Weekday(r.Due.Weekday()),
		SafeBy: r.SafeBy.String(), SafeByReason: r.SafeByReason(lang), ActBy: r.ActBy().String(), Authority: r.Rule.Authority.In(lang),
		RuleStatus: r.Rule.Status.String(), Announced: r.Announced(), Basis: basisOf(r),
		grounds: d.grounds(r.EstimatedFrom, r.NoticesUsed(d.calendar), lang),
	}
	out.Final = r.Final()
	out.Caveats, out.MoreCaveats = movingCaveats(r, lang)
	text := fmt.Sprintf(deadline.Text{EN: "Due %s (%s). Act by %s.",
		ZH: "截止日%s（%s），宜于%s前办理。"}.In(lang), out.Due, out.Weekday, out.ActBy)
	if out.SafeByReason != "" {
		text += fmt.Sprintf(deadline.Text{EN: " Safe by %s: %s.", ZH: "稳妥日%s：%s。"}.In(lang), out.SafeBy, out.SafeByReason)
	}
	return text + doubt(r, lang), out, nil
}

// basisOf is the provision that an answer rests on, or the announcement that fixed it.
func basisOf(r deadline.Result) basis {
	if r.Announced() {
		return basis(r.Rule.Transition.Basis)
	}
	return basis(r.Rule.Basis)
}

// movingCaveats are those that move the date, and how many others there are.
func movingCaveats(r deadline.Result, lang deadline.Language) (moving []caveat, others int) {
	moving = []caveat{}
	for _, c := range r.Caveats() {
		if c.MovesDate {
			moving = append(moving, caveat{c.Code, c.Text.In(lang)})
		} else {
			others++
		}
	}
	return moving, others
}

// doubt says in words that an answer is not final, or that its rule is not in force any more.
func doubt(r deadline.Result, lang deadline.Language) string {
	return inWords(r.EstimatedFrom, lang) + map[deadline.Status]deadline.Text{
		deadline.Draft: {EN: " DRAFT: the rule was never law.", ZH: "征求意见稿：从未施行。"},
		deadline.Ended: {EN: " ENDED: the rule is no longer applied.", ZH: "规则已不再适用。"},
	}[r.Rule.Status].In(lang)
}

type explainOut struct {
	Text    string   `json:"text"`
	Due     string   `json:"due"`
	Basis   basis    `json:"basis"`
	Caveats []caveat `json:"caveats" jsonschema:"what could move the date"`
	grounds
}

func (d desk) explain(in dueIn) (string, explainOut, error) {
	lang := language(in.Lang)
	r, err := d.compute(in)
	if err != nil {
		return "", explainOut{}, err
	}
	var text strings.Builder
	if err := r.Explain(&text, d.calendar, lang); err != nil {
		return "", explainOut{}, err
	}
	caveats, _ := movingCaveats(r, lang)
	out := explainOut{text.String(), r.Due.String(), basisOf(r), caveats, d.grounds(r.EstimatedFrom, r.NoticesUsed(d.calendar), lang)}
	out.Final = r.Final()
	return out.Text, out, nil
}

// compute returns the answer, provisional or under a draft as it may be.
func (d desk) compute(in dueIn) (deadline.Result, error) {
	rule, err := deadline.Lookup(in.Rule)
	if err != nil {
		return deadline.Result{}, err
	}
	trigger, err := holidays.ParseDate(in.Trigger)
	if err != nil {
		return deadline.Result{}, err
	}
	r, err := deadline.Compute(rule, trigger, d.calendar)
	if !r.Due.IsZero() {
		return r, nil
	}
	for next := range rule.Triggers(trigger, trigger.AddMonths(1200)) {
		if next != trigger {
			err = fmt.Errorf("%s counts from the end of a %v: want a trigger such as %v, got %v",
				rule.ID, rule.Every, next, trigger)
		}
		break
	}
	return r, err
}

// grounds says what an answer rests on.
func (d desk) grounds(estimatedFrom holidays.Date, notices []holidays.Notice, lang deadline.Language) grounds {
	g := grounds{
		Final: estimatedFrom.IsZero(), Provisional: !estimatedFrom.IsZero(), EstimatedFrom: estimatedFrom.String(),
		MissingNotice: holidays.NoticeYear(estimatedFrom), Notices: []notice{}, Calendar: d.calendar.ID(), Disclaimer: deadline.Disclaimer(lang),
	}
	for _, n := range notices {
		g.Notices = append(g.Notices, notice{n.Number, n.Title, n.Issued.String(), n.URL})
	}
	return g
}

func language(s string) deadline.Language {
	if s == "zh" {
		return deadline.Chinese
	}
	return deadline.English
}
