/** What a failure says of its cause. */
package io.framecount.common.failure;
