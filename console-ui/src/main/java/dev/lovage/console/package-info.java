/// The console: what a person sees and steers, in a browser.
///
/// It knows nothing but the api, and asks it only with the signed-in person's own token.
@NullMarked
package dev.lovage.console;

import org.jspecify.annotations.NullMarked;
