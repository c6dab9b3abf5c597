// Package holidays says which days are worked in China, and on whose word.
//
// A working day (工作日) is a Monday to Friday that no notice declares off, or a weekend day that a notice makes a
// make-up working day (调休上班). Each autumn the State Council publishes a notice (国务院办公厅关于…部分节假日安排的通知)
// that arranges the next year: the festivals, the breaks around them, and the weekend days worked in exchange. Three times
// so far (2015, 2019, 2020) a further notice amended a year already running. The notices from 2004 on are built in:
//
//	due, err := holidays.China().Add(trigger, 30) // the 30th working day after the trigger
//
// # What is known, and what is not
//
// A date is settled when the arrangement that governs it is on record. The notice of a year settles 25 December of the
// year before to 24 December of its own: the last week of December waits for the next notice, because six notices so far
// reached back into it. Whoever counts over an unsettled day gets the answer together with a *ProvisionalError, so that
// the ordinary check for an error refuses the guess, and errors.Is(err, ErrProvisional) takes it on purpose.
//
// The promise: an answer without an error never changes when the notices of later years are loaded. Amendments are the
// one exception, for nobody can know of them before they are issued; AsOf tells what was known when.
//
// # The year that is not published yet
//
// The estimate of an unsettled day rests on the statute, 《全国年节及纪念日放假办法》, which gives the festivals their days off
// whatever the notice will say, and on how notices on record have arranged such days into breaks; Day.Source names both.
// Earliest and Latest bound the answer under stated assumptions, so that a date can be safe before the notice is out. The
// replay in the tests stands on every day of 2008 to 2026 and compares what was estimated with what came: of the
// provisional answers to "30 working days" 98 % were exact and the earliest day was never late.
//
// # Dates
//
// A Date is a civil date. Instants become dates once, at the edge, with DateOf, which reads them in Beijing (UTC+8). The
// zone of the process, its time zone database and time.Local never matter.
//
// # A notice as it is published
//
// ParseNotice takes a new notice the minute it is out: its prose, pasted from gov.cn, or a year's JSON of the data set
// holiday-cn. It tells the form by content, verifies the weekdays and totals that the prose states, and refuses with the
// line and the clause whatever it cannot read with certainty: a clause it does not know, a December without its year, a
// text cut short. An amendment is typed in the text form. MarshalText makes of each a file to keep.
//
// # The text form of a notice
//
// One format serves the built-in table (the folder notices), the files that a service loads, and MarshalText:
//
//	# comments start a line; a byte order mark and CRLF are accepted
//	notice 国办发明电〔2024〕12号
//	title  国务院办公厅关于2025年部分节假日安排的通知
//	year   2025
//	issued 2024-11-12
//	url    https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm
//	net    13
//
//	off  2025-01-01 Wed                  1  元旦
//	off  2025-01-28 Tue  2025-02-04 Tue  8  春节
//	work 2025-01-26 Sun                     春节
//
// A line of days is: off or work, the first day and its weekday, for more than one day the last day and its weekday, the
// number of days (for off, and for work of more than one day), the festival's name. Weekdays and numbers are check
// digits: one that is wrong is an error. Net is weekdays off minus weekend days worked, verified where it is stated. Only
// year and the lines of days must be there. A line amends NUMBER makes it an amendment of the notice with that number;
// there, work on a Monday to Friday takes a declared day off back. A file as published is never edited for an amendment.
package holidays
