// Command service answers over HTTP by when a filing is due: a JSON API, a page on which one sees why, and calendar files.
//
//	go run -C examples/service . [-addr 127.0.0.1:8080] [-notices DIR] [-token TOKEN]
//
// Everything is embedded. Notices in DIR are put on record at the start and again on SIGHUP; with a token they can be sent
// to POST /v1/notices while the service runs. GET /openapi.json describes the API.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

func main() {
	tune()
	if err := run(os.Args[1:], os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "service:", err)
		os.Exit(1)
	}
}

// tune lets garbage grow to four times what is in use, unless $GOGC says otherwise: what is in use is some 20 MB, and with
// the usual limit a busy service would collect all the time.
func tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// run serves until SIGINT or SIGTERM, and then lets the requests under way finish.
func run(args []string, logs io.Writer) error {
	flags := flag.NewFlagSet("service", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8080", "`address` to listen on")
	folder := flags.String("notices", "", "`folder` of notices to put on record at the start and on SIGHUP")
	token := flags.String("token", os.Getenv("CNWORKDAY_TOKEN"), "token that POST /v1/notices wants; empty: no notices over HTTP (default $CNWORKDAY_TOKEN)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("want flags only, got %q", flags.Args())
	}
	log := slog.New(slog.NewJSONHandler(logs, nil))
	record, err := newRecord(*folder)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	server := newServer(newService(record, *token, log).handler(), log)

	stop, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	defer signal.Stop(reload)
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	log.Info("listening", "address", listener.Addr().String(), "calendar", record.calendar().ID())
	for {
		select {
		case err := <-done:
			return err
		case <-reload:
			if c, err := record.reload(); err != nil {
				log.Error("notices not reloaded; the calendar stays as it is", "error", err)
			} else {
				log.Info("notices reloaded", "changed", c.Changed, "calendar", c.Calendar.After, "days", len(c.Days))
			}
		case <-stop.Done():
			cancel() // a second signal ends the process at once
			log.Info("stopping")
			ctx, done := context.WithTimeout(context.Background(), 20*time.Second)
			defer done()
			return server.Shutdown(ctx)
		}
	}
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
