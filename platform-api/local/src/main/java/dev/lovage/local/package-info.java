/// The whole platform on one machine: real servers, each its own supervised process.
///
/// The supervisor starts what it is told in the order of health, restarts what dies, and leaves
/// nothing behind, however it ends. What is tested here is what is shipped: no server is faked, no
/// durability is switched off.
@NullMarked
package dev.lovage.local;

import org.jspecify.annotations.NullMarked;
