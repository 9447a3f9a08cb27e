namespace HrisConnector.ModuleTests.Support;

/// <summary>A public key for tests. Nobody has its private key any more.</summary>
internal static class PublicKey
{
    public const string Text = """
        -----BEGIN PGP PUBLIC KEY BLOCK-----

        mDMEZZIAgBYJKwYBBAHaRw8BAQdAUqI3thcp1nVgg/m5qfjHc9rAyTBmUE9mnn8g
        t9SugAC0JUhyaXNDb25uZWN0b3IgdGVzdCA8dGVzdEBleGFtcGxlLm9yZz6IkAQT
        FggAOBYhBJ2gwGu9idmqTQC1G70mAcAT2QTpBQJlkgCAAhsDBQsJCAcCBhUKCQgL
        AgQWAgMBAh4BAheAAAoJEL0mAcAT2QTpxxABAJsN7IOOFX3+DTS6AQDwTM1NoO33
        83494mt3lHn6bXG0AQCW1y5lxrOLhbw3h1uP4+RHzOZBSRaMCBu5dZ/xX6ZDDbg4
        BGWSAIASCisGAQQBl1UBBQEBB0CaWFpqR3ybmLRWYKTTJf7BB6OTuS/YhrHBf2GA
        woG8QAMBCAeIeAQYFggAIBYhBJ2gwGu9idmqTQC1G70mAcAT2QTpBQJlkgCAAhsM
        AAoJEL0mAcAT2QTpgwAA/1ydQOEqKNbpMErvSv2Y4DExT/wMx7IS/MnVGvctZv/3
        AP0YfUPyrE5CNK3wb9yXpeX+xZmtEmP8PNptzd3KasO7Bw==
        =ijP/
        -----END PGP PUBLIC KEY BLOCK-----
        """;
}
