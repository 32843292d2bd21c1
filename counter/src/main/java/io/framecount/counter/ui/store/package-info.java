/** The counts that a page shows, kept in columns within a bound of memory. */
package io.framecount.counter.ui.store;
