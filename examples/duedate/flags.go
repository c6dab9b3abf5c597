package main

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cnworkday/cnworkday/deadline"
)

// A subcommand is one of the questions that the command answers.
type subcommand struct {
	name     string // as it is written
	args     string // as shown in its usage
	min, max int    // arguments
	flags    string // those that it takes besides h and lang
	formats  string // the first one is the default
	run      func(c *command, w io.Writer, args []string) error
	summary  deadline.Text
}

const (
	calendarFlags = " as-of notice layer"
	answerFlags   = " format allow-provisional" + calendarFlags
)

// subcommands are filled in by init, because help is one of them and lists them.
var subcommands []*subcommand

func init() {
	subcommands = []*subcommand{
		{"RULE", "TRIGGER", 2, 2, "long today rules" + answerFlags, "text date json csv html ics", (*command).writeDue,
			deadline.Text{EN: "the due date", ZH: "截止日"}},
		{"-batch", "< FILE", 0, 0, "batch today rules" + answerFlags, "csv ndjson", (*command).writeBatch,
			deadline.Text{EN: "due dates for a table of rules and triggers", ZH: "为含rule、trigger两列的表格计算截止日"}},
		{"add", "N DATE", 2, 2, answerFlags, "text date json", (*command).writeAdd,
			deadline.Text{EN: "the N-th working day after DATE; N < 0: before", ZH: "DATE之后第N个工作日；N为负数则为之前"}},
		{"count", "A B", 2, 2, answerFlags, "text json", (*command).writeCountOf,
			deadline.Text{EN: "the number of working days after A, B included", ZH: "A之后至B（含B）的工作日数"}},
		{"day", "DATE", 1, 1, answerFlags, "text json", (*command).writeDay,
			deadline.Text{EN: "what sort of day; exit status 0 worked, 1 not", ZH: "该日的性质；上班则退出状态为0，否则为1"}},
		{"next", "DATE", 1, 1, answerFlags, "text date json", (*command).writeNext,
			deadline.Text{EN: "the first working day after DATE", ZH: "DATE之后第一个工作日"}},
		{"upcoming", "[RULE…]", 0, 100, "from to rules" + answerFlags, "text csv json ics", (*command).writeUpcoming,
			deadline.Text{EN: "yearly and quarterly duties that fall due", ZH: "即将到期的年度、季度义务"}},
		{"rules", "", 0, 0, "format rules", "text csv json sql", (*command).writeRules,
			deadline.Text{EN: "the table of rules", ZH: "规则表"}},
		{"calendar", "YEAR[-YEAR]", 1, 1, answerFlags, "text csv json sql ics html", (*command).writeCalendar,
			deadline.Text{EN: "which days are worked", ZH: "工作日历"}},
		{"notice", "FILE", 0, 1, "agree estimate allow-provisional" + calendarFlags, "text", (*command).writeNotice,
			deadline.Text{EN: "verifies a notice and prints its text form", ZH: "核对放假通知并输出文本格式"}},
		{"completion", "SHELL", 1, 1, "", "text", (*command).writeCompletion,
			deadline.Text{EN: "completion for bash, zsh or fish", ZH: "bash、zsh或者fish的命令行补全"}},
		{"help", "[COMMAND]", 0, 1, "", "text", (*command).writeHelpOf,
			deadline.Text{EN: "this text, or that of a command", ZH: "本说明，或者某个命令的说明"}},
		{"-version", "", 0, 0, "version" + calendarFlags, "text", (*command).writeVersion,
			deadline.Text{EN: "version, newest notice, calendar, settled to", ZH: "版本、最新的放假通知和日历编号"}},
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
		func(c *command, s string) error {
			if c.lang.UnmarshalText([]byte(s)) != nil {
				return c.errorf("want en or zh, got %.40q", "应为en或者zh，得到%.40q", s)
			}
			return nil
		}},
	{"long", "", deadline.Text{EN: "show everything: authority, caveats, the count on month grids", ZH: "显示全部内容：受理机关、未决事项、月历上的计数"},
		func(c *command, s string) error { c.long = true; return nil }},
	{"batch", "", deadline.Text{EN: "answer a table from standard input", ZH: "从标准输入读取表格"},
		func(c *command, s string) error { c.batch = true; return nil }},
	{"today", "DATE", deadline.Text{EN: "add the state on DATE: open or overdue, and the working days left",
		ZH: "加上该日的状态：可以办理或者已逾期，以及剩余的工作日"},
		func(c *command, s string) (err error) { c.today, err = c.parseDate([]byte(s)); return err }},
	{"as-of", "DATE", deadline.Text{EN: "use only notices and layers issued by DATE", ZH: "仅用该日及以前发布的通知和安排"},
		func(c *command, s string) (err error) { c.asOf, err = c.parseDate([]byte(s)); return err }},
	{"from", "DATE", deadline.Text{EN: "the first day to list (default today)", ZH: "起始日（默认为今日）"},
		func(c *command, s string) (err error) { c.from, err = c.parseDate([]byte(s)); return err }},
	{"to", "DATE", deadline.Text{EN: "the last day to list (default a year after -from)", ZH: "结束日（默认为起始日后一年）"},
		func(c *command, s string) (err error) { c.to, err = c.parseDate([]byte(s)); return err }},
	{"notice", "FILE…", deadline.Text{EN: "load the notice in FILE", ZH: "载入文件中的放假通知"},
		func(c *command, s string) error { c.noticeFiles = append(c.noticeFiles, s); return nil }},
	{"layer", "FILE…", deadline.Text{EN: "lay a region's days over the calendar (a company's own days off move no legal deadline)",
		ZH: "叠加地区放假安排（单位自定的休息日不改变法定期限）"},
		func(c *command, s string) error { c.layerFiles = append(c.layerFiles, s); return nil }},
	{"rules", "FILE", deadline.Text{EN: "add the rules in FILE, JSON as “rules -format json” writes it",
		ZH: "加入文件中的规则，格式同“rules -format json”的输出"},
		func(c *command, s string) error { c.rulesFile = s; return nil }},
	{"agree", "FILE…", deadline.Text{EN: "compare the notice with FILE (holiday-cn or chinese-days JSON, ICS)",
		ZH: "与文件（holiday-cn或者chinese-days的JSON、ICS）核对"},
		func(c *command, s string) error { c.agreeFiles = append(c.agreeFiles, s); return nil }},
	{"estimate", "YEAR", deadline.Text{EN: "print the estimate of a year without a notice", ZH: "输出尚无通知的年份的估计"},
		func(c *command, s string) (err error) {
			if c.estimate, err = strconv.Atoi(s); err != nil {
				return c.errorf("want a year such as 2027, got %.40q", "应为年份，例如2027，得到%.40q", s)
			}
			return nil
		}},
	{"allow-provisional", "", deadline.Text{EN: "exit with status 0 for a provisional answer", ZH: "暂定的结果也以状态0退出"},
		func(c *command, s string) error { c.allowProvisional = true; return nil }},
	{"version", "", deadline.Text{EN: "print the version, the newest notice and the calendar's ID", ZH: "输出版本、最新的放假通知和日历编号"},
		func(c *command, s string) error { c.version = true; return nil }},
	{"h", "", deadline.Text{EN: "print help", ZH: "输出说明"},
		func(c *command, s string) error { c.help = true; return nil }},
}

// parse reads the flags, wherever they are, finds the subcommand and returns its arguments. A negative number is an
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
		if len(arg) < 2 || arg[0] != '-' || '0' <= arg[1] && arg[1] <= '9' {
			positional = append(positional, arg)
			continue
		}
		name, value, hasValue := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
		if name == "help" {
			name = "h"
		}
		i := slices.IndexFunc(options, func(o option) bool { return o.name == name })
		if i < 0 {
			return nil, c.usagef("there is no flag -%.40s%s", "没有选项-%.40s%s", name, c.suggest("-"+name, flagNames()))
		}
		o := options[i]
		switch {
		case slices.Contains(c.given, name) && !strings.HasSuffix(o.arg, "…"):
			return nil, c.usagef("-%s is there twice: want it once", "-%s出现两次：只能写一次", name)
		case o.arg == "" && hasValue:
			return nil, c.usagef("-%s takes no value, got %.80q", "-%s不带值，得到%.80q", name, value)
		case o.arg != "" && !hasValue && len(args) > 0:
			value, args = args[0], args[1:]
		}
		if o.arg != "" && value == "" {
			return nil, c.usagef("-%s: want %s after it", "-%s之后缺少%s", name, o.arg)
		}
		if err := o.set(c, value); err != nil {
			return nil, c.usagef("-%s: %v", "-%s：%v", name, err)
		}
		c.given = append(c.given, name)
	}
	return c.choose(positional)
}

// choose finds the subcommand of the arguments and refuses flags and formats that it does not have.
func (c *command) choose(args []string) ([]string, error) {
	c.subcommand = subcommands[0]
	switch {
	case c.batch:
		c.subcommand = find("-batch")
	case c.version:
		c.subcommand = find("-version")
	case len(args) > 0 && slices.Contains(commandNames(), args[0]):
		c.subcommand, args = find(args[0]), args[1:]
	case len(args) == 0 && c.help:
		c.subcommand = find("help")
	}
	if c.help {
		return nil, nil
	}
	for _, flag := range c.given {
		if flag != "lang" && !c.takes(flag) {
			return nil, c.usagef("-%s does nothing with %s", "-%s对%s不起作用", flag, c.name)
		}
	}
	formats := strings.Fields(c.formats)
	if c.format == "" {
		c.format = formats[0]
	}
	switch {
	case !slices.Contains(formats, c.format):
		return nil, c.usagef("-format %.40q: want %s", "-format %.40q：应为%s", c.format, strings.Join(formats, c.say(", ", "、")))
	case c.subcommand == subcommands[0] && len(args) == 0:
		return nil, c.usagef("want RULE TRIGGER or a command; “duedate -h” lists them", "应为RULE TRIGGER或者一个命令；全部命令见“duedate -h”")
	case c.subcommand == subcommands[0] && len(args) == 1:
		return nil, c.usagef("want RULE TRIGGER or a command, got %.40q%s",
			"应为RULE TRIGGER或者一个命令，得到%.40q%s", args[0], c.suggest(args[0], append(commandNames(), "-batch", "-version")))
	case len(args) < c.min || len(args) > c.max:
		return nil, c.usagef("too few or too many arguments: %.80q", "参数过少或者过多：%.80q", strings.Join(args, " "))
	case c.long && c.format != "text":
		return nil, c.usagef("-long does nothing with -format %s", "-long对-format %s不起作用", c.format)
	case !c.today.IsZero() && (c.format == "date" || c.format == "ics"):
		return nil, c.usagef("-today does nothing with -format %s", "-today对-format %s不起作用", c.format)
	}
	return args, nil
}

// takes reports whether a subcommand has a flag.
func (s *subcommand) takes(flag string) bool { return slices.Contains(strings.Fields(s.flags), flag) }

// synopsis is how a subcommand is written.
func (s *subcommand) synopsis() string { return strings.TrimSpace("duedate " + s.name + " " + s.args) }

// find returns the subcommand of a name, nil if there is none.
func find(name string) *subcommand {
	for _, s := range subcommands {
		if s.name == name {
			return s
		}
	}
	return nil
}

// commandNames are the words that begin a command line.
func commandNames() (names []string) {
	for _, s := range subcommands {
		if unicode.IsLower(rune(s.name[0])) {
			names = append(names, s.name)
		}
	}
	return names
}

func flagNames() (names []string) {
	for _, o := range options {
		names = append(names, "-"+o.name)
	}
	return names
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

// suggest asks whether the word nearest to s is meant; it returns "" if none is near.
func (c *command) suggest(s string, words []string) string {
	if word := nearest(strings.ToLower(s), words); word != "" {
		return c.say(": did you mean ", "：是否指") + word + c.say("?", "？")
	}
	return ""
}

// nearest returns the word that differs from s in one place, and least: by fewer letters than it has in common with s, or
// by how it goes on after s. It returns "" if there is none.
func nearest(s string, words []string) (word string) {
	least := math.MaxInt
	for _, w := range words {
		shorter := min(len(s), len(w))
		head, tail := 0, 0
		for head < shorter && s[head] == w[head] {
			head++
		}
		for tail < shorter-head && s[len(s)-1-tail] == w[len(w)-1-tail] {
			tail++
		}
		same, differ := head+tail, max(len(s), len(w))-head-tail
		if differ < least && (differ < same || head == len(s) && head > 1) {
			word, least = w, differ
		}
	}
	return word
}
