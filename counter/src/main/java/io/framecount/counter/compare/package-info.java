/** Methods of counting distinct values side by side: memory, error and time. */
package io.framecount.counter.compare;
