package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
)

// manual is the part of each subcommand's help that stands behind its summary.
var manual = map[string]deadline.Text{
	"due": {EN: `RULE is an ID of "duedate rules", or a count of working days such as 10wd.
TRIGGER is the day of the event: a date such as 2025-06-03, today, or an instant
with its zone such as 2025-06-03T17:00:00Z, which is read in Beijing.

  duedate face.reached 2025-06-03
  duedate -format date 10wd today
  duedate -long -lang zh export.extend 2026-03-20
  duedate -today today face.reached 2025-06-03
`, ZH: `RULE为“duedate rules”中的编号，或者工作日数，例如10wd。
TRIGGER为事件发生之日：日期，例如2025-06-03；today；或者带时区的时刻，例如
2025-06-03T17:00:00Z，按北京时间确定日期。

  duedate face.reached 2025-06-03
  duedate -format date 10wd today
  duedate -long -lang zh export.extend 2026-03-20
  duedate -today today face.reached 2025-06-03
`},
	"batch": {EN: `Reads CSV, TSV or NDJSON from standard input. A header line names the columns;
rule and trigger must be among them, and the others are passed through. Without
a header the columns are rule and trigger. UTF-8, UTF-16 with a byte order mark
and GB18030 are read. The answers are CSV, or NDJSON for NDJSON; they add:

  opens, due, safe_by   dates; empty (null) where there is none
  status                that of the rule: in_force, draft, ended; empty for a count
  provisional           true if the answer rests on estimated days
  reason                why there is no answer, or why it is not final

A line without an answer keeps its place. In CSV, a cell that a spreadsheet
would take for a formula gets an apostrophe in front. A line of totals goes to
standard error. The status is 1 when a line failed or rests on a draft, else 3
when one is provisional.

  duedate -batch < events.csv > due.csv
  duedate -batch -format ndjson < events.csv
`, ZH: `从标准输入读取CSV、TSV或者NDJSON。表头列明各列，其中须有rule和trigger，其余各列
原样保留；没有表头时，两列为rule和trigger。可读UTF-8、带字节顺序标记的UTF-16和
GB18030。答案为CSV（输入为NDJSON时为NDJSON），并增加：

  opens、due、safe_by   日期；没有则为空（null）
  status                规则状态：in_force、draft、ended；仅计数则为空
  provisional           答案依据估计的日期时为true
  reason                没有答案或者答案不是最终的原因

没有答案的行保留原位。CSV中可能被当作公式的单元格前加一个撇号。汇总写入标准
错误。有失败或者依据征求意见稿的行则退出状态为1，否则有暂定的行则为3。

  duedate -batch < events.csv > due.csv
  duedate -batch -format ndjson < events.csv
`},
	"add": {EN: `The count begins with the day next to DATE. DATE is a date or today.

  duedate add 5 2025-09-28       2025-10-11 Saturday
  duedate add -10 today
`, ZH: `自DATE的次日（N为负数则为前一日）起算。DATE为日期或者today。

  duedate add 5 2025-09-28       2025-10-11 Saturday
  duedate add -10 today
`},
	"count": {EN: `A is not counted and B is. The number is negative when B is before A.

  duedate count 2025-09-28 2025-10-31       20
  duedate count today 2026-12-24
`, ZH: `不含A，含B；B早于A则为负数。

  duedate count 2025-09-28 2025-10-31       20
  duedate count today 2026-12-24
`},
	"day": {EN: `The status is 0 for a day that is worked, 1 for a day off, 2 when there is no
answer, and 3 for an estimated day (with -allow-provisional 0 or 1).

  duedate day 2026-09-20
  duedate day today >/dev/null && run-the-job
`, ZH: `上班则退出状态为0，放假为1，没有答案为2，估计的日期为3（加-allow-provisional则
为0或者1）。

  duedate day 2026-09-20
  duedate day today >/dev/null && run-the-job
`},
	"next": {EN: `DATE itself is not meant, even if it is worked.

  duedate next 2025-10-01       2025-10-09 Thursday
  duedate -format date next today
`, ZH: `不含DATE本日，即使该日上班。

  duedate next 2025-10-01       2025-10-09 Thursday
  duedate -format date next today
`},
	"upcoming": {EN: `Without RULE, all rules whose event is the end of a year or a quarter.

  duedate upcoming
  duedate upcoming -from 2026-01-01 -to 2026-06-30 -format ics minors.yearly
`, ZH: `不写RULE，则列出事件为年末或者季末的全部规则。

  duedate upcoming
  duedate upcoming -from 2026-01-01 -to 2026-06-30 -format ics minors.yearly
`},
	"rules": {EN: `  duedate rules
  duedate rules -format json > own.json       edit it, then: duedate -rules own.json …
`, ZH: `  duedate rules -lang zh
  duedate rules -format json > own.json       修改后：duedate -rules own.json …
`},
	"calendar": {EN: `SQL replaces the years that it holds in the table workday_calendar, in one
transaction, in PostgreSQL, MySQL and SQLite. ICS has the days off and the
make-up working days. The status is 3 when a day is estimated.

  duedate calendar 2026
  duedate calendar 2024-2026 -format sql | sqlite3 file.db
  duedate calendar 2026 -format ics > 2026.ics
`, ZH: `SQL在一个事务中替换workday_calendar表中相应年份的行，适用于PostgreSQL、MySQL和
SQLite。ICS含放假和调休上班的日期。有估计的日期则退出状态为3。

  duedate calendar 2026 -lang zh
  duedate calendar 2024-2026 -format sql | sqlite3 file.db
  duedate calendar 2026 -format ics > 2026.ics
`},
	"notice": {EN: `FILE is the official page or its text, an amendment, holiday-cn JSON, or the
text form; - is standard input. Standard error says what was verified and what
was left unread. Nothing is printed when the notice is refused.

  duedate notice page.html > 2027.txt
  duedate notice -agree holiday-cn-2027.json page.html
  duedate notice -estimate 2027
`, ZH: `FILE为官方网页或其文本、调整通知、holiday-cn的JSON或者文本格式；-为标准输入。
标准错误说明已核对和未读取的内容。通知未被接受时不输出。

  duedate notice page.html > 2027.txt
  duedate notice -agree holiday-cn-2027.json page.html
  duedate notice -estimate 2027
`},
	"completion": {EN: `  source <(duedate completion bash)
  duedate completion zsh > "${fpath[1]}/_duedate"
  duedate completion fish > ~/.config/fish/completions/duedate.fish
`, ZH: `  source <(duedate completion bash)
  duedate completion zsh > "${fpath[1]}/_duedate"
  duedate completion fish > ~/.config/fish/completions/duedate.fish
`},
}

var statuses = deadline.Text{EN: `Exit status: 0 a final answer, 1 no answer, or only one under a draft, 2 wrong
usage, 3 a provisional answer, which is printed all the same.
`, ZH: `退出状态：0为最终的答案，1为没有答案或者仅有依据征求意见稿的答案，2为用法错误，
3为暂定的答案（答案照常输出）。
`}

// writeHelp writes the help of the subcommand that the arguments name, to standard output.
func (c *command) writeHelp() error {
	if c.name == "help" {
		return c.writeOverview(c.out)
	}
	return c.writeManual(c.out, c.subcommand)
}

// writeHelpOf answers help [COMMAND].
func (c *command) writeHelpOf(w io.Writer, args []string) error {
	if len(args) == 0 {
		return c.writeOverview(w)
	}
	names := append(commandNames(), "due", "batch", "version")
	if !slices.Contains(names, args[0]) {
		return c.usagef("no command %.40q: did you mean %s?", "没有命令%.40q：是否指%s？", args[0], nearest(args[0], names))
	}
	return c.writeManual(w, subcommandOf(args[0]))
}

func (c *command) writeOverview(w io.Writer) error {
	fmt.Fprintf(w, "%s\n\n", c.say("duedate says by when a filing is due in China, and counts working days.", "duedate计算中国监管备案的截止日，并计算工作日。"))
	for _, s := range subcommands {
		fmt.Fprintf(w, "  %s%s\n", pad(s.synopsis(), 30), s.summary.In(c.lang))
	}
	fmt.Fprintf(w, "\n%s\n\n", c.say("Flags, before or after the arguments; “duedate COMMAND -h” says which are for it:", "选项可在参数之前或者之后；各命令的选项见“duedate COMMAND -h”："))
	c.writeFlags(w, nil)
	_, err := fmt.Fprintf(w, "\n%s\n%s\n", statuses.In(c.lang), deadline.Disclaimer(c.lang))
	return err
}

func (c *command) writeManual(w io.Writer, s *subcommand) error {
	fmt.Fprintf(w, "%s%s\n\n%s\n", c.say("usage: ", "用法："), s.synopsis(), upperFirst(s.summary.In(c.lang))+c.say(".", "。"))
	if text := manual[s.name].In(c.lang); text != "" {
		fmt.Fprintf(w, "\n%s", text)
	}
	fmt.Fprintln(w)
	c.writeFlags(w, s)
	if len(s.formats) > 1 {
		fmt.Fprintf(w, "\n%s%s\n", c.say("Formats: ", "格式："), strings.Join(s.formats, ", "))
	}
	_, err := fmt.Fprintf(w, "\n%s", statuses.In(c.lang))
	return err
}

// writeFlags lists the flags of a subcommand, or all of them.
func (c *command) writeFlags(w io.Writer, s *subcommand) {
	for _, o := range options {
		if s != nil && o.name != "lang" && o.name != "h" && !slices.Contains(strings.Fields(s.flags), o.name) {
			continue
		}
		lead := pad("  -"+strings.TrimSpace(o.name+" "+o.arg), 22)
		for _, line := range wrap(o.help.In(c.lang), columns-22) {
			fmt.Fprintln(w, lead+line)
			lead = strings.Repeat(" ", 22)
		}
	}
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// writeVersion answers -version.
func (c *command) writeVersion(w io.Writer, _ []string) error {
	version := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	fmt.Fprintf(w, "duedate %s\n", version)
	newest := ""
	for _, n := range c.calendar.Notices() {
		if n.Year != 0 {
			newest = n.Number + " " + n.Title
		}
	}
	fmt.Fprintf(w, "%s%s\n", pad(c.say("newest notice", "最新通知"), 17), newest)
	fmt.Fprintf(w, "%s%s\n", pad(c.say("calendar", "日历编号"), 17), c.calendar.ID())
	_, err := fmt.Fprintf(w, "%s%v\n", pad(c.say("settled through", "已确定至"), 17), c.calendar.SettledThrough())
	return err
}

// writeCompletion writes a script that completes commands, rules and flags.
func (c *command) writeCompletion(w io.Writer, args []string) error {
	words := commandNames()
	for _, r := range deadline.Rules() {
		words = append(words, r.ID)
	}
	var flags []string
	for _, o := range options {
		flags = append(flags, "-"+o.name)
	}
	script, ok := completions[args[0]]
	if !ok {
		shells := []string{"bash", "zsh", "fish"}
		return c.usagef("no completion for %.40q: want one of %s", "没有%.40q的补全：应为%s之一", args[0], strings.Join(shells, ", "))
	}
	_, err := io.WriteString(w, strings.NewReplacer("@WORDS@", strings.Join(words, " "), "@FLAGS@", strings.Join(flags, " ")).Replace(script))
	return err
}

var completions = map[string]string{
	"bash": `_duedate() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  case $before in
    -notice | -layer | -rules | -agree) COMPREPLY=($(compgen -f -- "$word")) ;;
    -lang) COMPREPLY=($(compgen -W "en zh" -- "$word")) ;;
    -format) COMPREPLY=($(compgen -W "text date json ndjson csv html ics sql" -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "@WORDS@ today @FLAGS@" -- "$word")) ;;
  esac
}
complete -F _duedate duedate
`,
	"zsh": `#compdef duedate
case $words[CURRENT-1] in
  -notice | -layer | -rules | -agree) _files ;;
  -lang) compadd en zh ;;
  -format) compadd text date json ndjson csv html ics sql ;;
  *) compadd -- @WORDS@ today @FLAGS@ ;;
esac
`,
	"fish": `complete -c duedate -f -a "@WORDS@ today"
for flag in (string split " " -- "@FLAGS@")
  complete -c duedate -o (string sub -s 2 -- $flag)
end
for flag in notice layer rules agree
  complete -c duedate -o $flag -r -F
end
complete -c duedate -o lang -x -a "en zh"
complete -c duedate -o format -x -a "text date json ndjson csv html ics sql"
`,
}
