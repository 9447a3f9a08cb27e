using System.Runtime.CompilerServices;

// Buffers on the stack are written before they are read; clearing them first costs as much as hashing what they hold.
[module: SkipLocalsInit]
