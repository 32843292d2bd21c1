/** Counting a file with DuckDB. */
package io.framecount.bench.rivals.duckdb;
