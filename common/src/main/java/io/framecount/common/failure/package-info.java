/** Finds the causes of failures and explains them. */
package io.framecount.common.failure;
