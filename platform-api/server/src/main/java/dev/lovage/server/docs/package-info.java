/// The API, described: by OpenAPI, as a page, and each code of a problem.
///
/// Whoever can reach the api may read it: it says nothing about the installation.
@NullMarked
package dev.lovage.server.docs;

import org.jspecify.annotations.NullMarked;
