/** What a benchmark found, as files for the page of benchmarks and as text for the terminal. */
package io.framecount.bench.figures;
