/// The HTTP contract as records, and a client that speaks it.
///
/// The same records are the api's requests and answers, so the two cannot drift apart; they carry
/// no annotation of any framework.
@NullMarked
package dev.lovage.client;

import org.jspecify.annotations.NullMarked;
