package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.DoFn1x2[[]byte, int, []byte](&shardFn{})
	register.Function1x2(emptyShard)
	register.DoFn3x1[context.Context, int, func(*[]byte) bool, error](&writeFn{})
	register.Iter1[[]byte]()
}

// write writes lines to one file, or to as many as there are shards; each is written by one worker. An output without
// lines is a file too: one from an earlier run must not stay and pass for it. textio.Write would leave it.
func write(s beam.Scope, lines beam.PCollection, fn *writeFn) {
	var shards []int
	for i := range fn.Shards {
		shards = append(shards, i)
	}
	keyed := beam.Flatten(s,
		beam.ParDo(s, emptyShard, beam.CreateList(s, shards)),
		beam.ParDo(s, &shardFn{Shards: fn.Shards}, lines))
	beam.ParDo0(s, fn, beam.GroupByKey(s, keyed))
}

// emptyShard makes a file known; no line is empty.
func emptyShard(shard int) (int, []byte) { return shard, nil }

// shardFn picks the file of a line by what stands in it, so that a second try gives the same.
type shardFn struct{ Shards int }

// ProcessElement returns the number of the file and the line.
func (fn *shardFn) ProcessElement(line []byte) (int, []byte) {
	return int(crc32.ChecksumIEEE(line) % uint32(fn.Shards)), line
}

// writeFn writes one file. A second try writes it anew.
type writeFn struct {
	Path   string // empty: standard output, or standard error if Error says so
	Shards int
	Header string
	Error  bool
}

// ProcessElement writes the file of one shard.
func (fn *writeFn) ProcessElement(ctx context.Context, shard int, lines func(*[]byte) bool) (err error) {
	file, err := fn.open(ctx, shard)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriterSize(file, 1<<20)
	if fn.Header != "" {
		w.WriteString(fn.Header + "\n")
	}
	var line []byte
	var n int64
	for lines(&line) {
		if len(line) > 0 {
			w.Write(line)
			w.WriteByte('\n')
			n++
		}
	}
	written.Inc(ctx, n)
	return w.Flush() // which returns the first error of all
}

func (fn *writeFn) open(ctx context.Context, shard int) (io.WriteCloser, error) {
	switch {
	case fn.Path == "" && fn.Error:
		return keepOpen{os.Stderr}, nil
	case fn.Path == "":
		return keepOpen{os.Stdout}, nil
	}
	path := fn.Path
	if fn.Shards > 1 {
		path = fmt.Sprintf("%s-%05d-of-%05d", path, shard, fn.Shards)
	}
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return nil, err
	}
	defer fs.Close()
	return fs.OpenWrite(ctx, path)
}

// keepOpen is a stream of the process, which is not ours to close.
type keepOpen struct{ io.Writer }

func (keepOpen) Close() error { return nil }
