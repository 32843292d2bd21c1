/** All measurements in one command, and the page of them. */
package io.framecount.bench.run;
