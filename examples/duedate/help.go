package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
)

// manual is the part of each subcommand's help that follows its summary. Its examples are the same in both languages.
var manual = map[string]struct {
	deadline.Text
	examples string
}{
	"RULE": {deadline.Text{EN: `
RULE is an ID of "duedate rules", or a count of working days such as 10wd.
TRIGGER is the day of the event: a date such as 2025-06-03, today, or an instant
with its zone such as 2025-06-03T17:00:00Z, which is read in Beijing.
`, ZH: `
RULE为“duedate rules”中的编号，或者工作日数，例如10wd。
TRIGGER为事件发生之日：日期，例如2025-06-03；today；或者带时区的时刻，例如
2025-06-03T17:00:00Z，按北京时间确定日期。
`}, `
  duedate face.reached 2025-06-03
  duedate -format date 10wd today
  duedate -long -lang zh export.extend 2026-03-20
  duedate -today today face.reached 2025-06-03
`},
	"-batch": {deadline.Text{EN: `
Reads CSV, TSV or NDJSON from standard input. A header line names the columns;
rule and trigger must be among them, and the others are passed through. Without
a header the columns are rule and trigger. A row is one line. UTF-8, UTF-16 with
a byte order mark and GB18030 are read, anything else is refused. The answers
are CSV, or NDJSON for NDJSON; they add:

  opens, due, safe_by   dates; empty (null) where there is none
  status                in_force, draft or ended; empty for a count
  provisional           true if the answer rests on estimated days
  reason                why there is no answer, or why it is not final

A line without an answer keeps its place. In CSV, a cell that a spreadsheet
would take for a formula gets an apostrophe in front. A line of totals goes to
standard error. The status is 1 when a line failed or rests on a draft, else 3
when one is provisional.
`, ZH: `
从标准输入读取CSV、TSV或者NDJSON。表头列明各列，其中须有rule和trigger，其余各列
原样保留；没有表头时，两列为rule和trigger。每条记录一行。可读UTF-8、带字节顺序
标记的UTF-16和GB18030，其他编码不接受。结果为CSV（输入为NDJSON时为NDJSON），并
增加：

  opens、due、safe_by   日期；没有则为空（null）
  status                规则状态：in_force、draft、ended；仅计数则为空
  provisional           结果依据估计的日期时为true
  reason                没有结果或者结果不是最终的原因

没有结果的行保留原位。CSV中可能被当作公式的单元格前加一个撇号。汇总写入标准
错误。有失败或者依据征求意见稿的行则退出状态为1，否则有暂定的行则为3。
`}, `
  duedate -batch < events.csv > due.csv
  duedate -batch -format ndjson < events.csv
`},
	"add": {deadline.Text{EN: `
The count begins with the day next to DATE. DATE is a date, today or an instant.
`, ZH: `
自DATE的次日（N为负数则为前一日）起算。DATE为日期、today或者时刻。
`}, `
  duedate add 5 2025-09-28       2025-10-11 Saturday
  duedate add -10 today
`},
	"count": {deadline.Text{EN: `
A is not counted and B is. The number is negative when B is before A.
`, ZH: `
不含A，含B；B早于A则为负数。
`}, `
  duedate count 2025-09-28 2025-10-31       20
  duedate count today 2026-12-24
`},
	"day": {deadline.Text{EN: `
The status is 0 for a day that is worked, 1 for a day off, 2 when there is no
answer, and 3 for an estimated day (with -allow-provisional 0 or 1).
`, ZH: `
上班则退出状态为0，放假为1，没有结果为2，估计的日期为3（加-allow-provisional则
为0或者1）。
`}, `
  duedate day 2026-09-20
  duedate day today >/dev/null && run-the-job
`},
	"next": {deadline.Text{EN: `
DATE itself is not meant, even if it is worked.
`, ZH: `
不含DATE本日，即使该日上班。
`}, `
  duedate next 2025-10-01       2025-10-09 Thursday
  duedate -format date next today
`},
	"upcoming": {deadline.Text{EN: `
Without RULE, all rules whose event is the end of a year or a quarter.
`, ZH: `
不写RULE，则列出事件为年末或者季末的全部规则。
`}, `
  duedate upcoming
  duedate upcoming -from 2026-01-01 -to 2026-06-30 -format ics minors.yearly
`},
	"rules": {deadline.Text{EN: `
JSON is what -rules reads. SQL replaces its rules in the table deadline_rule,
for the queries in examples/warehouse.
`, ZH: `
JSON供-rules读取；SQL替换deadline_rule表中的相应规则，供examples/warehouse中的
查询使用。
`}, `
  duedate rules
  duedate rules -format sql | sqlite3 file.db
  duedate rules -format json > own.json
  duedate -rules own.json own.report 2025-09-29
`},
	"calendar": {deadline.Text{EN: `
SQL replaces the years that it holds in the table workday_calendar, in one
transaction, in PostgreSQL, MySQL and SQLite. ICS has the days off and the
make-up working days. The status is 3 when a day is estimated.
`, ZH: `
SQL在一个事务中替换workday_calendar表中相应年份的行，适用于PostgreSQL、MySQL和
SQLite。ICS含放假和调休上班的日期。有估计的日期则退出状态为3。
`}, `
  duedate calendar 2026
  duedate calendar 2024-2026 -format sql | sqlite3 file.db
  duedate calendar 2026 -format ics > 2026.ics
`},
	"notice": {deadline.Text{EN: `
FILE is the official page or its text, an amendment, or the text form; - is
standard input. Standard error says what was verified and what was left unread.
Nothing is printed when the notice is refused. JSON of holiday-cn has no number
and no date: it is no notice, but a second source for -agree. As FILE it is
refused, or shows what it changes in a year that is loaded, as a draft.
`, ZH: `
FILE为官方网页或其文本、调整通知或者文本格式；-为标准输入。标准错误说明已核对和
未读取的内容。通知未被接受时不输出。holiday-cn的JSON没有文号和日期，不是通知，只
供-agree核对；作为FILE则不被接受，或者仅以草稿列出对已载入年份的改动。
`}, `
  duedate notice page.html > 2027.txt
  duedate notice -agree holiday-cn-2027.json page.html
  duedate notice -estimate 2027
`},
	"completion": {examples: `
  source <(duedate completion bash)
  duedate completion zsh > "${fpath[1]}/_duedate"
  duedate completion fish > ~/.config/fish/completions/duedate.fish
`},
	"-version": {examples: `
  duedate -version
  duedate -version -notice 2027.txt
`},
	"help": {examples: `
  duedate help
  duedate help RULE
  duedate help calendar
`},
}

var statuses = deadline.Text{EN: `Exit status: 0 final answer; 1 no answer, or only one under a draft; 2 wrong
usage; 3 provisional answer, printed all the same.
`, ZH: `退出状态：0为最终的结果；1为没有结果或者仅有依据征求意见稿的结果；2为用法错误；
3为暂定的结果（结果照常输出）。
`}

// writeHelp writes the help of the subcommand, or an overview that fits on a screen of 24 lines and 80 columns.
func (c *command) writeHelp(w io.Writer, _ []string) error {
	if c.name != "help" {
		return c.writeManual(w, c.subcommand)
	}
	fmt.Fprintf(w, "%s\n\n", c.say("duedate says by when a filing is due in China, and counts working days.",
		"duedate计算中国监管备案的截止日，并计算工作日。"))
	for _, s := range subcommands {
		fmt.Fprintf(w, "  %s%s\n", pad(s.synopsis(), 30), s.summary.In(c.lang))
	}
	fmt.Fprintf(w, "\n%s\n", c.say("Such as: duedate face.reached 2025-06-03", "例如：duedate face.reached 2025-06-03"))
	fmt.Fprintf(w, "%s\n", c.say("Flags and examples: “duedate COMMAND -h”; for the first line “duedate help RULE”",
		"选项和示例见“duedate COMMAND -h”；第一行的见“duedate help RULE”"))
	_, err := fmt.Fprintf(w, "%s%s\n", statuses.In(c.lang), deadline.Disclaimer(c.lang))
	return err
}

// writeHelpOf answers help [COMMAND].
func (c *command) writeHelpOf(w io.Writer, args []string) error {
	if len(args) == 0 {
		return c.writeHelp(w, nil)
	}
	for _, name := range []string{args[0], "-" + args[0], strings.ToUpper(args[0])} {
		if s := find(name); s != nil {
			return c.writeManual(w, s)
		}
	}
	return c.usagef("there is no command %.40q%s", "没有命令%.40q%s", args[0], c.suggest(args[0], commandNames()))
}

func (c *command) writeManual(w io.Writer, s *subcommand) error {
	fmt.Fprintf(w, "%s%s\n\n%s\n", c.say("usage: ", "用法："), s.synopsis(), s.summary.In(c.lang))
	fmt.Fprintf(w, "%s%s\n%s\n", manual[s.name].In(c.lang), manual[s.name].examples, c.say("Flags, before or after the arguments:",
		"选项，可在参数之前或者之后："))
	for _, o := range options {
		if o.name != "lang" && o.name != "h" && !s.takes(o.name) {
			continue
		}
		help := o.help.In(c.lang)
		if o.name == "format" {
			help = strings.ReplaceAll(s.formats, " ", ", ")
		}
		if strings.HasSuffix(o.arg, "…") {
			help += c.say("; may be repeated", "，可重复")
		}
		lead := pad("  -"+strings.TrimSpace(o.name+" "+strings.TrimSuffix(o.arg, "…")), 22)
		for _, line := range wrap(help, columns-22) {
			fmt.Fprintln(w, lead+line)
			lead = strings.Repeat(" ", 22)
		}
	}
	_, err := fmt.Fprintf(w, "\n%s", statuses.In(c.lang))
	return err
}

// writeVersion answers -version.
func (c *command) writeVersion(w io.Writer, _ []string) error {
	module, newest := "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		module = info.Main.Path + " " + info.Main.Version
	}
	for _, n := range c.calendar.Notices() {
		if n.Year != 0 {
			newest = n.Number + " " + n.Title
		}
	}
	line := func(name, value string) { fmt.Fprintln(w, pad(name, 17)+value) }
	line(c.say("module", "模块"), module)
	line(c.say("newest notice", "最新通知"), newest)
	line(c.say("calendar", "日历编号"), c.calendar.ID())
	line(c.say("settled through", "已确定至"), c.calendar.SettledThrough().String())
	return nil
}

// writeCompletion writes a script that completes commands, rules and flags.
func (c *command) writeCompletion(w io.Writer, args []string) error {
	script, ok := completions[args[0]]
	if !ok {
		return c.usagef("want bash, zsh or fish, got %.40q", "应为bash、zsh或者fish，得到%.40q", args[0])
	}
	words := append(commandNames(), "today")
	for _, r := range deadline.Rules() {
		words = append(words, r.ID)
	}
	_, err := strings.NewReplacer("@WORDS@", strings.Join(words, " "), "@FLAGS@", strings.Join(flagNames(), " ")).WriteString(w, script)
	return err
}

// completions complete file names where no word fits.
var completions = map[string]string{
	"bash": `_duedate() {
  local word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  case ${COMP_WORDS[COMP_CWORD-1]} in
    -notice | -layer | -rules | -agree) ;;
    -lang) COMPREPLY=($(compgen -W "en zh" -- "$word")) ;;
    -format) COMPREPLY=($(compgen -W "text date json ndjson csv html ics sql" -- "$word")) ;;
    completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "@WORDS@ @FLAGS@" -- "$word")) ;;
  esac
}
complete -o default -F _duedate duedate
`,
	"zsh": `#compdef duedate
case $words[CURRENT-1] in
  -notice | -layer | -rules | -agree) _files ;;
  -lang) compadd en zh ;;
  -format) compadd text date json ndjson csv html ics sql ;;
  completion) compadd bash zsh fish ;;
  *) compadd -- @WORDS@ @FLAGS@ || _files ;;
esac
`,
	"fish": `complete -c duedate -f -a "@WORDS@"
for flag in (string split " " -- "@FLAGS@")
  complete -c duedate -o (string sub -s 2 -- $flag)
end
for flag in notice layer rules agree
  complete -c duedate -o $flag -r -F
end
complete -c duedate -n "__fish_seen_subcommand_from notice" -F
complete -c duedate -n "__fish_seen_subcommand_from completion" -a "bash zsh fish"
complete -c duedate -o lang -x -a "en zh"
complete -c duedate -o format -x -a "text date json ndjson csv html ics sql"
`,
}
