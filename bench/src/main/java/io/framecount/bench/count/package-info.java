/** What counting costs, beside what else one could count with. */
package io.framecount.bench.count;
