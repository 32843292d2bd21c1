/** What was measured, as files, and the page of tables and charts that is made of them. */
package io.framecount.bench.report;
