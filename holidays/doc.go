// Package holidays says which days are worked in China, and which notice says so.
//
// A working day (工作日) is a Monday to Friday that no notice declares off, or a weekend day that a notice makes a
// make-up working day (调休上班). Each autumn the State Council publishes a notice (国务院办公厅关于…部分节假日安排的通知)
// that arranges the next year: the festivals, the breaks around them, and the weekend days worked in exchange. Three times
// so far (2015, 2019, 2020) a further notice amended a year already running. The notices from 2004 on are built in:
//
//	due, err := holidays.China().Add(trigger, 30) // the 30th working day after the trigger
//
// # Settled and estimated days
//
// The notice of a year settles the days from 25 December of the year before to 24 December of its own: the last week of
// December waits for the next notice, because six notices so far reached back into it. Every other day is estimated, and
// an answer that counts over one is provisional: it comes together with a *ProvisionalError, so that the ordinary check
// for an error refuses it. An answer without an error is final. It does not change when the notices of later years are
// loaded with Calendar.With; only an amendment of its own year can change it, and AsOf tells what was known when.
//
// An estimate is what a notice would say if nobody issued one. It rests on the statute, 《全国年节及纪念日放假办法》, which
// gives the festivals their days off whatever the notice will say, and on how notices have arranged such days; Day.Basis
// names both. Earliest and Latest bound a provisional answer under stated assumptions.
//
// # Dates
//
// A Date is a civil date. Instants become dates once, at the edge, with DateInBeijing (UTC+8). The zone of the process,
// its time zone database and time.Local never matter.
//
// # The text form of a notice
//
// One format serves the built-in notices (the folder notices), the files that a service loads, and MarshalText. Package
// gazette reads what others publish and makes notices of it.
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
// digits: one that is wrong is an error. Net is weekdays off minus weekend days worked, and is verified. A line amends
// NUMBER makes the notice an amendment of that one, and there work on a Monday to Friday takes a declared day off back.
// A line layer NAME in place of title and year makes it a layer for Calendar.Overlay, of any number of years, without a
// number or a date if it has none. A notice as published is never edited for an amendment.
package holidays
