/// What runs await from people: the inbox, and the answers.
@NullMarked
package dev.lovage.console.approval;

import org.jspecify.annotations.NullMarked;
