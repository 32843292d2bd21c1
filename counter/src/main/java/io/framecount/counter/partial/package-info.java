/** What frames add to windows, from the finest up to the coarsest. */
package io.framecount.counter.partial;
