package gazette

import "errors"

// ProblemOf returns the words of the problem that an error reports, in English and in Chinese, what to do in both, and the values.
func ProblemOf(err error) (en, zh string, do [2]string, values []any, ok bool) {
	var r *refusal
	if !errors.As(err, &r) {
		return "", "", do, nil, false
	}
	return r.en, r.zh, *r.do, r.values, true
}
