package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A subcommand is one of the questions that the command answers.
type subcommand struct {
	name     string
	args     string   // as shown in its usage
	min, max int      // arguments
	flags    string   // those that it takes besides h and lang
	formats  []string // the first one is the default
	run      func(c *command, w io.Writer, args []string) error
	summary  deadline.Text
}

const calendarFlags = " as-of notice layer"

// subcommands are filled in by init, because help is one of them and lists them.
var subcommands []*subcommand

func init() {
	subcommands = []*subcommand{
		{"due", "RULE TRIGGER", 2, 2, "format long today rules allow-provisional" + calendarFlags, []string{"text", "date", "json", "csv", "html", "ics"}, (*command).writeDue,
			deadline.Text{EN: "the due date", ZH: "截止日"}},
		{"batch", "-batch < FILE", 0, 0, "batch format today rules allow-provisional" + calendarFlags, []string{"csv", "ndjson"}, nil,
			deadline.Text{EN: "due dates for a table with the columns rule and trigger", ZH: "为含rule、trigger两列的表格计算截止日"}},
		{"add", "N DATE", 2, 2, "format allow-provisional" + calendarFlags, []string{"text", "date", "json"}, (*command).writeAdd,
			deadline.Text{EN: "the N-th working day after DATE; before it if N is negative", ZH: "DATE之后第N个工作日；N为负数则为之前"}},
		{"count", "A B", 2, 2, "format allow-provisional" + calendarFlags, []string{"text", "json"}, (*command).writeCountOf,
			deadline.Text{EN: "the number of working days after A up to and including B", ZH: "A之后至B（含B）的工作日数"}},
		{"day", "DATE", 1, 1, "format allow-provisional" + calendarFlags, []string{"text", "json"}, (*command).writeDay,
			deadline.Text{EN: "what sort of day it is; status 0 if it is worked, 1 if not", ZH: "该日的性质；上班则退出状态为0，否则为1"}},
		{"next", "DATE", 1, 1, "format allow-provisional" + calendarFlags, []string{"text", "date", "json"}, (*command).writeNext,
			deadline.Text{EN: "the first working day after DATE", ZH: "DATE之后第一个工作日"}},
		{"upcoming", "[RULE…]", 0, 100, "format from to rules allow-provisional" + calendarFlags, []string{"text", "csv", "json", "ics"}, (*command).writeUpcoming,
			deadline.Text{EN: "the yearly and quarterly duties that fall due", ZH: "即将到期的年度、季度义务"}},
		{"rules", "", 0, 0, "format rules", []string{"text", "csv", "json"}, (*command).writeRules,
			deadline.Text{EN: "the table of rules", ZH: "规则表"}},
		{"calendar", "YEAR[-YEAR]", 1, 1, "format allow-provisional" + calendarFlags, []string{"text", "csv", "json", "sql", "ics", "html"}, (*command).writeCalendar,
			deadline.Text{EN: "which days are worked", ZH: "工作日历"}},
		{"notice", "FILE", 0, 1, "agree estimate allow-provisional" + calendarFlags, []string{"text"}, (*command).writeNotice,
			deadline.Text{EN: "verifies a notice and prints its text form", ZH: "核对放假通知并输出文本格式"}},
		{"completion", "bash|zsh|fish", 1, 1, "", []string{"text"}, (*command).writeCompletion,
			deadline.Text{EN: "completion for a shell", ZH: "命令行补全"}},
		{"help", "[COMMAND]", 0, 1, "", []string{"text"}, (*command).writeHelpOf,
			deadline.Text{EN: "this text, or that of a command", ZH: "本说明，或者某个命令的说明"}},
		{"version", "-version", 0, 0, "version" + calendarFlags, []string{"text"}, (*command).writeVersion,
			deadline.Text{EN: "the version, the newest notice and the calendar's ID", ZH: "版本、最新的放假通知和日历编号"}},
	}
}

// An option is a flag. One without arg is on or off.
type option struct {
	name, arg string
	help      deadline.Text
	set       func(c *command, value string) error
}

var options = []option{
	{"format", "FORMAT", deadline.Text{EN: "write FORMAT; see the help of each command", ZH: "输出格式，见各命令的说明"},
		func(c *command, s string) error { c.format = s; return nil }},
	{"lang", "LANG", deadline.Text{EN: "en or zh", ZH: "语言，en或者zh"},
		func(c *command, s string) error { return c.lang.UnmarshalText([]byte(s)) }},
	{"long", "", deadline.Text{EN: "show everything: authority, caveats, the count on month grids", ZH: "显示全部内容：受理机关、未决事项、月历上的计数"},
		func(c *command, s string) error { c.long = true; return nil }},
	{"batch", "", deadline.Text{EN: "answer a table from standard input", ZH: "从标准输入读取表格"},
		func(c *command, s string) error { c.batch = true; return nil }},
	{"today", "DATE", deadline.Text{EN: "add where DATE stands: open or overdue, and the working days left", ZH: "加上该日的状态：可以办理或者已逾期，以及剩余的工作日"},
		func(c *command, s string) (err error) { c.today, err = c.parseDate(s); return err }},
	{"as-of", "DATE", deadline.Text{EN: "use only notices and layers issued by DATE", ZH: "仅用该日及以前发布的通知和安排"},
		func(c *command, s string) (err error) { c.asOf, err = c.parseDate(s); return err }},
	{"from", "DATE", deadline.Text{EN: "the first day to list (default today)", ZH: "起始日（默认为今日）"},
		func(c *command, s string) (err error) { c.from, err = c.parseDate(s); return err }},
	{"to", "DATE", deadline.Text{EN: "the last day to list (default a year after -from)", ZH: "结束日（默认为起始日后一年）"},
		func(c *command, s string) (err error) { c.to, err = c.parseDate(s); return err }},
	{"notice", "FILE", deadline.Text{EN: "load the notice in FILE; may be repeated", ZH: "载入文件中的放假通知，可重复"},
		func(c *command, s string) error { c.noticeFiles = append(c.noticeFiles, s); return nil }},
	{"layer", "FILE", deadline.Text{EN: "lay a region's or a company's days over the calendar; may be repeated", ZH: "叠加地区或者单位的放假安排，可重复"},
		func(c *command, s string) error { c.layerFiles = append(c.layerFiles, s); return nil }},
	{"rules", "FILE", deadline.Text{EN: "add the rules in FILE, JSON as “rules -format json” writes it", ZH: "加入文件中的规则，格式同“rules -format json”的输出"},
		func(c *command, s string) error { c.rulesFile = s; return nil }},
	{"agree", "FILE", deadline.Text{EN: "compare the notice with FILE (holiday-cn or chinese-days JSON, ICS); may be repeated", ZH: "与文件（holiday-cn或者chinese-days的JSON、ICS）核对，可重复"},
		func(c *command, s string) error { c.agreeFiles = append(c.agreeFiles, s); return nil }},
	{"estimate", "YEAR", deadline.Text{EN: "print the estimate of a year without a notice", ZH: "输出尚无通知的年份的估计"},
		func(c *command, s string) (err error) { c.estimate, err = strconv.Atoi(s); return err }},
	{"allow-provisional", "", deadline.Text{EN: "exit with status 0 for a provisional answer", ZH: "暂定的答案也以状态0退出"},
		func(c *command, s string) error { c.allowProvisional = true; return nil }},
	{"version", "", deadline.Text{EN: "print the version, the newest notice and the calendar's ID", ZH: "输出版本、最新的放假通知和日历编号"},
		func(c *command, s string) error { c.version = true; return nil }},
	{"h", "", deadline.Text{EN: "print help", ZH: "输出说明"},
		func(c *command, s string) error { c.help = true; return nil }},
}

// parse reads the flags, wherever they stand, finds the subcommand and returns its arguments. A negative number is an
// argument.
func (c *command) parse(args []string) ([]string, error) {
	c.lang = languageIn(args)
	var positional []string
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			positional = append(positional, args...)
			break
		}
		if arg == "-" || !strings.HasPrefix(arg, "-") || strings.Trim(arg[1:], "0123456789") == "" {
			positional = append(positional, arg)
			continue
		}
		name, value, hasValue := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-"), "=")
		if name == "help" {
			name = "h"
		}
		i := slices.IndexFunc(options, func(o option) bool { return o.name == name })
		switch {
		case i < 0:
			return nil, c.usagef("there is no flag -%.40s%s", "没有选项-%.40s%s", name, c.suggest(name, "-", optionNames()))
		case options[i].arg == "" && hasValue:
			return nil, c.usagef("-%s takes no value, got %.80q", "-%s不带值，得到%.80q", name, value)
		case options[i].arg != "" && !hasValue:
			if len(args) == 0 {
				return nil, c.usagef("-%s: want %s after it", "-%s之后缺少%s", name, options[i].arg)
			}
			value, args = args[0], args[1:]
		}
		if options[i].arg != "" && value == "" {
			return nil, c.usagef("-%s: want %s, got nothing", "-%s：缺少%s", name, options[i].arg)
		}
		if err := options[i].set(c, value); err != nil {
			return nil, c.badValue(name, value, err)
		}
		c.given = append(c.given, name)
	}
	return c.choose(positional)
}

// badValue says what a flag takes.
func (c *command) badValue(name, value string, err error) error {
	switch name {
	case "lang":
		return c.usagef("-lang %.40q: want en or zh", "-lang %.40q：应为en或者zh", value)
	case "estimate":
		return c.usagef("-estimate %.40q: want a year such as 2027", "-estimate %.40q：应为年份，例如2027", value)
	}
	return usageError(fmt.Sprintf("-%s: %v", name, err))
}

// choose finds the subcommand of the arguments and refuses flags and formats that it does not have.
func (c *command) choose(args []string) ([]string, error) {
	name := "due"
	switch {
	case c.batch:
		name = "batch"
	case c.version:
		name = "version"
	case len(args) > 0 && isCommand(args[0]):
		name, args = args[0], args[1:]
	}
	c.subcommand = subcommandOf(name)
	if c.help {
		if name == "due" && len(args) == 0 {
			c.subcommand = subcommandOf("help")
		}
		return nil, nil
	}
	for _, flag := range c.given {
		if flag != "lang" && !slices.Contains(strings.Fields(c.flags), flag) {
			return nil, c.usagef("-%s does nothing with %s", "-%s对%s不起作用", flag, c.shownName())
		}
	}
	if c.format == "" {
		c.format = c.formats[0]
	} else if !slices.Contains(c.formats, c.format) {
		return nil, c.usagef("-format %.40q: %s writes %s", "-format %.40q：%s的格式为%s", c.format, c.shownName(), strings.Join(c.formats, ", "))
	}
	switch {
	case len(args) == 0 && name == "due":
		return nil, c.usagef("want RULE TRIGGER or a command; duedate -h lists them", "应为RULE TRIGGER或者一个命令；全部命令见duedate -h")
	case len(args) == 1 && name == "due":
		return nil, c.usagef("want RULE TRIGGER or a command, got %.40q%s", "应为RULE TRIGGER或者一个命令，得到%.40q%s", args[0], c.suggest(args[0], "", commandNames()))
	case len(args) < c.min || len(args) > c.max:
		return nil, c.usagef("%s: want %s, got %.80q", "%s：应为%s，得到%.80q", c.shownName(), cmp.Or(c.args, c.say("no arguments", "没有参数")), strings.Join(args, " "))
	case c.long && c.format != "text":
		return nil, c.usagef("-long does nothing with -format %s", "-long对-format %s不起作用", c.format)
	case !c.today.IsZero() && (c.format == "date" || c.format == "ics"):
		return nil, c.usagef("-today does nothing with -format %s", "-today对-format %s不起作用", c.format)
	}
	return args, nil
}

func subcommandOf(name string) *subcommand {
	return subcommands[slices.IndexFunc(subcommands, func(s *subcommand) bool { return s.name == name })]
}

// commandNames are the words that begin a command line; due, batch and version have none.
func commandNames() (names []string) {
	for _, s := range subcommands {
		if s.name != "due" && s.name != "batch" && s.name != "version" {
			names = append(names, s.name)
		}
	}
	return names
}

func isCommand(word string) bool { return slices.Contains(commandNames(), word) }

func optionNames() (names []string) {
	for _, o := range options {
		names = append(names, o.name)
	}
	return names
}

// shownName is how messages name a subcommand.
func (s *subcommand) shownName() string {
	switch s.name {
	case "due":
		return "RULE TRIGGER"
	case "batch", "version":
		return "-" + s.name
	}
	return s.name
}

// synopsis is the line that shows how a subcommand is written.
func (s *subcommand) synopsis() string {
	if s == nil {
		return "duedate RULE TRIGGER; duedate -h"
	}
	name := s.name + " "
	if !isCommand(s.name) {
		name = ""
	}
	return strings.TrimSpace("duedate " + name + s.args)
}

// languageIn finds the language before anything else is read, so that every message is in it.
func languageIn(args []string) (lang deadline.Language) {
	for i, arg := range args {
		name, value, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name != "lang" || !strings.HasPrefix(arg, "-") {
			continue
		}
		if !hasValue && i+1 < len(args) {
			value = args[i+1]
		}
		_ = lang.UnmarshalText([]byte(value)) // parse reports what is wrong
	}
	return lang
}

// parseDate reads a date, or the word today, which is the day in Beijing.
func (c *command) parseDate(s string) (holidays.Date, error) {
	if s == "today" {
		return holidays.DateInBeijing(c.now), nil
	}
	d, err := holidays.ParseDate(s)
	if err != nil {
		return d, c.errorf("date %.40q: want YYYY-MM-DD, such as 2025-06-03%s", "日期%.40q：应写作YYYY-MM-DD，例如2025-06-03%s", s, c.noSuchDay(s))
	}
	return d, nil
}

// noSuchDay says so of a date that is well written.
func (c *command) noSuchDay(s string) string {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' || strings.Trim(s, "0123456789-") != "" {
		return ""
	}
	return c.say("; there is no such day", "；没有这一天")
}

// suggest asks whether a word near to s is meant; it returns "" if there is none.
func (c *command) suggest(s, before string, words []string) string {
	word := nearest(s, words)
	if distance(word, s) > 2 {
		return ""
	}
	return c.say(": did you mean ", "：是否指") + before + word + c.say("?", "？")
}

// nearest returns the word that takes the fewest changes to make s.
func nearest(s string, words []string) string {
	return slices.MinFunc(words, func(a, b string) int { return distance(a, s) - distance(b, s) })
}

// distance is the number of bytes to insert, delete or replace that make one text of the other.
func distance(a, b string) int {
	b = b[:min(len(b), 100)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
