using System;
using System.Management.Automation.Host;

namespace HrisConnector.Shell;

/// <summary>The width is what the formatting asks for; the rest belongs to interactive hosts.</summary>
internal sealed class ShellRawUserInterface : PSHostRawUserInterface
{
    private const int WidthWithoutTerminal = 120;

    public static int Width => !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : WidthWithoutTerminal;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Size BufferSize { get => new(Width, 3000); set => throw Unsupported(); }

    public override Size WindowSize { get => new(Width, 50); set => throw Unsupported(); }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates CursorPosition { get => new(0, 0); set => throw Unsupported(); }

    public override Coordinates WindowPosition { get => new(0, 0); set => throw Unsupported(); }

    public override int CursorSize { get => 25; set => throw Unsupported(); }

    public override string WindowTitle { get; set; } = "HrisConnector.Shell";

    public override bool KeyAvailable => false;

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw ShellUserInterface.NonInteractive();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw Unsupported();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Unsupported();

    private static NotSupportedException Unsupported() => new("The shell has no screen buffer.");
}
