package deadline_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/cnworkday/cnworkday/deadline"
)

func TestResultCaveats(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		var codes []string
		moves := true
		for _, c := range s.result.Caveats() {
			codes = append(codes, c.Code)
			assert.NotEmpty(t, c.Text.ZH, c.Code)
			assert.NotEmpty(t, c.Text.EN, c.Code)
			assert.NotEqual(t, c.Text.ZH, c.Text.EN, c.Code)
			assert.False(t, c.MovesDate && !moves, "%s: first what moves the date", c.Code)
			moves = c.MovesDate
		}
		assert.Equal(t, s.codes, codes, s.why)
		first := s.result.Caveats()
		first[0].Code = "changed"
		assert.NotEqual(t, first[0], s.result.Caveats()[0], "everyone gets a list of their own")
		if s.result.SafeBy != s.result.Due {
			assert.True(t, s.result.Caveats()[0].MovesDate, "what SafeBy is for is said")
		}
	})
	provisional := must(t, deadline.FaceReached(), "2025-11-14", unpublished()).Caveats()[0]
	assert.True(t, strings.Contains(provisional.Text.EN, "2026") && strings.Contains(provisional.Text.EN, "2025-12-25"), provisional.Text.EN)
	assert.True(t, strings.Contains(provisional.Text.ZH, "2026年") && strings.Contains(provisional.Text.ZH, "2025-12-25"), provisional.Text.ZH)
}
