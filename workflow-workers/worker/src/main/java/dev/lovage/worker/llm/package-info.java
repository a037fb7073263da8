/// Language models behind the chat completions protocol that most servers of models speak.
@NullMarked
package dev.lovage.worker.llm;

import org.jspecify.annotations.NullMarked;
