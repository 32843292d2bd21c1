/** What loading costs, beside what else one could load with. */
package io.framecount.bench.load;
