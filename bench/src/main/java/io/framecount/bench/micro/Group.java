package io.framecount.bench.micro;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;

/**
 * The benchmarks of one table.
 *
 * @param file name of the figure's file, without its suffix
 * @param about text in Markdown
 * @param parameter the benchmark parameter that distinguishes rows of one method; null for none
 * @param bytes number of bytes that an operation reads; null where it has no meaning
 */
record Group(
    String file,
    String title,
    String about,
    Class<? extends Measured> benchmark,
    String parameter,
    ToDoubleFunction<RunResult> bytes,
    List<Row> rows) {}
