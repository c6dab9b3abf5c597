package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// The names of units, directions, statuses and languages survive being written and read; no other text is read.
func TestNames(t *testing.T) {
	type value interface {
		String() string
		MarshalText() ([]byte, error)
	}
	check := func(v value, want string, read func([]byte) (value, error)) {
		text, err := v.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
		assert.Equal(t, want, v.String())
		back, err := read(text)
		require.NoError(t, err)
		assert.Equal(t, v, back)
	}
	unit := func(b []byte) (value, error) { var v deadline.Unit; err := v.UnmarshalText(b); return v, err }
	direction := func(b []byte) (value, error) { var v deadline.Direction; err := v.UnmarshalText(b); return v, err }
	status := func(b []byte) (value, error) { var v deadline.Status; err := v.UnmarshalText(b); return v, err }
	language := func(b []byte) (value, error) { var v deadline.Language; err := v.UnmarshalText(b); return v, err }
	for i, want := range []string{"", "workdays", "days", "months", "years"} {
		check(deadline.Unit(i), want, unit)
	}
	for i, want := range []string{"", "after", "before", "within"} {
		check(deadline.Direction(i), want, direction)
	}
	for i, want := range []string{"", "in_force", "draft", "ended"} {
		check(deadline.Status(i), want, status)
	}
	for i, want := range []string{"en", "zh"} {
		check(deadline.Language(i), want, language)
	}
	for _, v := range []value{deadline.Unit(5), deadline.Direction(4), deadline.Status(255), deadline.Language(2)} {
		_, err := v.MarshalText()
		var name *deadline.NameError
		require.ErrorAs(t, err, &name)
		assert.ErrorIs(t, err, deadline.ErrInvalid)
		assert.NotEmpty(t, v.String())
	}
	for _, read := range []func([]byte) (value, error){unit, direction, status, language} {
		v, err := read([]byte("Workdays "))
		assert.ErrorIs(t, err, deadline.ErrInvalid)
		assert.Equal(t, uint8(0), asByte(v), "unchanged")
	}
}

// What an importer does with an error changes nobody's answers (design 6.6).
func TestNameErrorIsACopy(t *testing.T) {
	var name *deadline.NameError
	require.ErrorAs(t, new(deadline.Unit).UnmarshalText([]byte("x")), &name)
	name.Names[1] = "x"
	assert.Equal(t, "workdays", deadline.Workdays.String())
	assert.Error(t, new(deadline.Unit).UnmarshalText([]byte("x")))
}

func asByte(v any) uint8 {
	switch v := v.(type) {
	case deadline.Unit:
		return uint8(v)
	case deadline.Direction:
		return uint8(v)
	case deadline.Status:
		return uint8(v)
	}
	return uint8(v.(deadline.Language))
}
