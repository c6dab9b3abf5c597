package main

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what GET /metrics shows. Routes are patterns, never what a client wrote.
type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	underWay prometheus.Gauge
	answers  *prometheus.CounterVec
	line     *prometheus.CounterVec
	swaps    prometheus.Counter
	rows     *prometheus.CounterVec
	reloads  *prometheus.CounterVec
	reloadOK prometheus.Gauge
	page     http.Handler
}

func newMetrics(s *service) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "cnworkday_requests_total", Help: "Requests by route, method and status."}, []string{"route", "method", "status"}),
		seconds:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "cnworkday_request_seconds", Help: "Time to answer.", Buckets: prometheus.ExponentialBuckets(0.0001, 4, 9)}, []string{"route"}),
		underWay: prometheus.NewGauge(prometheus.GaugeOpts{Name: "cnworkday_requests_under_way", Help: "Requests not answered yet."}),
		answers:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "cnworkday_answers_total", Help: "Answers: final, or provisional because a notice is not loaded."}, []string{"standing"}),
		line:     prometheus.NewCounterVec(prometheus.CounterOpts{Name: "cnworkday_batch_lines_total", Help: "Lines of batches: final, provisional or bad."}, []string{"standing"}),
		reloads:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "cnworkday_reloads_total", Help: "Readings of the folder of notices since the start: ok or failed."}, []string{"result"}),
		reloadOK: prometheus.NewGauge(prometheus.GaugeOpts{Name: "cnworkday_last_reload_ok", Help: "1 when the last reading of the folder of notices succeeded, 0 when it failed and the calendar is the one before."}),
		swaps:    prometheus.NewCounter(prometheus.CounterOpts{Name: "cnworkday_notices_received_total", Help: "Notices taken over HTTP."}),
		rows:     prometheus.NewCounterVec(prometheus.CounterOpts{Name: "cnworkday_table_rows_total", Help: "Rows of imported tables of filings: entered, changed or unchanged. Dry runs and tables that are refused do not count."}, []string{"outcome"}),
	}
	settled := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "cnworkday_settled_through_seconds", Help: "Unix time of the end of the last settled day: alert before it comes near."}, func() float64 {
		last := s.record.calendar().SettledThrough()
		return float64(last.AddDays(1).Start().Unix())
	})
	build := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "cnworkday_build_info", Help: "1, with the version as a label.", ConstLabels: prometheus.Labels{"version": version()}}, func() float64 { return 1 })
	registerOK := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "cnworkday_register_ok", Help: "1 when the register answers and goes by the calendar of this process, or when there is none; else 0."}, func() float64 {
		if err := s.registerErr.Load(); err != nil && *err != nil {
			return 0
		}
		return 1
	})
	m.reloadOK.Set(1) // a service whose first reading fails does not start
	registry := prometheus.NewRegistry()
	registry.MustRegister(m.requests, m.seconds, m.underWay, m.answers, m.line, m.swaps, m.rows, m.reloads, m.reloadOK, settled, build, registerOK,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.page = promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
	return m
}

func (m *metrics) get(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	m.page.ServeHTTP(w, r)
	return nil
}

func (m *metrics) observe(route, method string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPatch, http.MethodDelete:
	default:
		method = "other" // a client may invent any
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

func standingName(final bool) string {
	if final {
		return "final"
	}
	return "provisional"
}

func (m *metrics) answered(final bool) { m.answers.WithLabelValues(standingName(final)).Inc() }

func (m *metrics) lines(final, provisional, bad int) {
	m.line.WithLabelValues("final").Add(float64(final))
	m.line.WithLabelValues("provisional").Add(float64(provisional))
	m.line.WithLabelValues("bad").Add(float64(bad))
}

func (m *metrics) imported(done imported) {
	m.rows.WithLabelValues("entered").Add(float64(done.Entered))
	m.rows.WithLabelValues("changed").Add(float64(done.Changed))
	m.rows.WithLabelValues("unchanged").Add(float64(done.Unchanged))
}

func (m *metrics) swapped() { m.swaps.Inc() }

func (m *metrics) reloaded(err error) {
	if err != nil {
		m.reloads.WithLabelValues("failed").Inc()
		m.reloadOK.Set(0)
		return
	}
	m.reloads.WithLabelValues("ok").Inc()
	m.reloadOK.Set(1)
}
