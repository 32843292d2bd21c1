/** What the small parts cost that are run for each frame, beside libraries that do the same. */
package io.framecount.bench.micro;
