package holidays_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Where the gate says that there is no time zone database, there is none: the other tests then prove that none is needed.
func TestNoTimeZoneDatabase(t *testing.T) {
	if os.Getenv("NO_TIME_ZONES") == "" {
		t.Skip("there may be one")
	}
	_, err := time.LoadLocation("Asia/Shanghai")
	require.Error(t, err)
}
