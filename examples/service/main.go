// Command service answers over HTTP by when a filing is due: a JSON API, a page on which one sees why, and calendar files.
//
//	go run -C examples/service . [-addr 127.0.0.1:8080] [-notices DIR] [-token TOKEN] [-db FILE]
//
// Everything is embedded. Notices in DIR are put on record at the start and again on SIGHUP; with a token they can be sent
// to POST /v1/notices while the service runs. GET /openapi.json describes the API, service -h the flags.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

func main() {
	tune()
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		slog.New(slog.NewJSONHandler(os.Stderr, nil)).Error("the service ends", "error", err.Error())
		os.Exit(1)
	}
}

// tune lets garbage grow to four times what is in use, unless $GOGC says otherwise: what is in use is some 20 MB, and with
// the usual limit a busy service would collect all the time. Of a table that is imported more is in use: from half a gigabyte on
// garbage is collected at once, unless $GOMEMLIMIT says otherwise.
func tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(512 << 20)
	}
}

// run serves until SIGINT or SIGTERM, and then lets the requests under way finish.
func run(args []string, out, logs io.Writer) error {
	flags := flag.NewFlagSet("service", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "`address` to listen on")
	folder := flags.String("notices", "", "`folder` of notices to put on record at the start and on SIGHUP")
	tokenList := flags.String("token", os.Getenv("CNWORKDAY_TOKEN"), "`tokens` of those who use the register, TOKEN or NAME:TOKEN,NAME:TOKEN; empty: no register, and no notices over HTTP (default $CNWORKDAY_TOKEN)")
	db := flags.String("db", cmp.Or(os.Getenv("CNWORKDAY_DB"), "cnworkday.db"), "`database` of the register: the path of an SQLite file, or postgres://USER@HOST/NAME (default $CNWORKDAY_DB)")
	base := flags.String("base-path", "", "`path` under which a proxy shows the service, such as /due")
	proxies := flags.String("trusted-proxy", "", "`addresses` or ranges whose X-Forwarded-For and X-Forwarded-Proto are believed, such as 10.0.0.0/8,::1")
	origins := flags.String("cors", "", "`origins` whose scripts may use the API, such as https://intranet.example, or *")
	drain := flags.Duration("drain", 5*time.Second, "`time` on SIGTERM during which GET /readyz already says 503 and requests are still taken")
	pprofAddr := flags.String("pprof", "", "second `address`, for profiles at /debug/pprof/; empty: none")
	probed := flags.String("probe", "", "ask the service that runs at -addr for a `path`, such as /livez, and exit: 0 when it answers 200")
	versionOnly := flags.Bool("version", false, "print the version and the calendar, and exit")
	flags.SetOutput(io.Discard) // what is wrong is logged like all else
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(out)
		flags.Usage()
		return nil
	} else if err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("want flags only, got %q", flags.Args())
	}
	switch {
	case *versionOnly:
		c := holidays.China()
		_, err := fmt.Fprintf(out, "cnworkday service %s, %s %s/%s; calendar %s, settled through %v\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, c.ID(), c.SettledThrough())
		return err
	case *probed != "":
		return probe(*addr, *probed)
	}
	o, err := newOptions(*base, *proxies, *origins)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(logs, nil))
	record, err := newRecord(*folder)
	if err != nil {
		return err
	}
	tokens, err := parseTokens(*tokenList)
	if err != nil {
		return err
	}
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	s := newService(record, tokens, log)
	s.options = o
	if len(tokens) > 0 {
		if err := record.keep(ctx, *db, log); err != nil {
			return err
		}
		defer record.register.Close()
		go s.follow(ctx)
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	server := newServer(s.handler(), log)
	defer server.Close()
	if *pprofAddr != "" {
		profiles, err := net.Listen("tcp", *pprofAddr)
		if err != nil {
			listener.Close()
			return err
		}
		beside := &http.Server{Handler: profiler(), ReadHeaderTimeout: 5 * time.Second, ErrorLog: server.ErrorLog}
		defer beside.Close()
		go beside.Serve(profiles)
		log.Info("profiles", "address", profiles.Addr().String())
	}

	stop := make(chan os.Signal, 2)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stop)
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	defer signal.Stop(reload)
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	log.Info("listening", "address", listener.Addr().String(), "version", version(), "calendar", record.calendar().ID(), "register", len(tokens) > 0)
	for {
		select {
		case err := <-done:
			return err
		case <-reload:
			s.reload()
		case got := <-stop:
			s.draining.Store(true)
			if got == syscall.SIGTERM { // whoever sends requests here sees /readyz and stops
				log.Info("draining", "for", drain.String())
				select {
				case <-time.After(*drain):
				case <-stop:
				}
			}
			signal.Stop(stop) // one more signal ends the process at once
			log.Info("stopping")
			ctx, done := context.WithTimeout(context.Background(), 20*time.Second)
			defer done()
			return server.Shutdown(ctx)
		}
	}
}

// reload reads the folder of notices again.
func (s *service) reload() {
	c, err := s.record.reload(context.Background())
	s.metrics.reloaded(err)
	if err != nil {
		s.log.Error("notices not reloaded; the calendar stays as it is", "error", err)
		return
	}
	s.log.Info("notices reloaded", "changed", c.Changed, "calendar", c.Calendar.After, "days", len(c.Days), "moved", c.Moved)
}

// newServer bounds what a client can hold: time and header bytes. Batches set deadlines of their own as they go on.
func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// profiler serves profiles, and nothing that the service's own address serves.
func profiler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}

// release is set when the program is linked: -ldflags "-X main.release=1.2.3".
var release string

// version is the release, or else the commit that the program was built from.
func version() string {
	if release != "" {
		return release
	}
	version := "unknown"
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return version
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			version = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			version += "-modified"
		}
	}
	return version
}
