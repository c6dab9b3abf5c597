package holidays_test

import (
	"encoding/json"
	"testing"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestKinds(t *testing.T) {
	for kind, want := range map[holidays.Kind]struct {
		name   string
		worked bool
	}{
		0: {"unknown", false}, holidays.Workday: {"workday", true}, holidays.Weekend: {"weekend", false},
		holidays.Holiday: {"holiday", false}, holidays.Makeup: {"makeup", true},
	} {
		assert.Equal(t, want.name, kind.String())
		assert.Equal(t, want.worked, kind.IsWorkday(), want.name)
		text, err := kind.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want.name, string(text))
		var back holidays.Kind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, kind, back)
	}
}

func TestNoKind(t *testing.T) {
	var wrong *holidays.KindError
	_, err := holidays.Kind(200).MarshalText()
	require.ErrorAs(t, err, &wrong)
	assert.False(t, holidays.Kind(200).IsWorkday())
	assert.Contains(t, holidays.Kind(200).String(), "200")
	kind := holidays.Makeup
	for _, text := range []string{"", "Workday", "makeup ", "休"} {
		require.ErrorAs(t, kind.UnmarshalText([]byte(text)), &wrong)
		assert.Equal(t, text, wrong.Value)
		assert.Equal(t, holidays.Makeup, kind, "an error leaves the kind as it was")
	}
}

func TestDayJSON(t *testing.T) {
	for _, d := range []string{"2025-10-01", "2025-06-03", "2026-02-14", "1970-01-01"} {
		in := holidays.China().Day(day(d))
		text, err := json.Marshal(in)
		require.NoError(t, err)
		var out holidays.Day
		require.NoError(t, json.Unmarshal(text, &out))
		assert.Equal(t, in, out, string(text))
	}
}
