/// Two small programs inside the images, in a base that has neither a shell nor curl.
@NullMarked
package dev.lovage.docker;

import org.jspecify.annotations.NullMarked;
