BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')

    # A port on which nobody listens: it was free a moment ago.
    function Get-ClosedPort {
        $listener = New-Object -TypeName System.Net.Sockets.TcpListener -ArgumentList ([System.Net.IPAddress]::Loopback), 0
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $port
    }
}

Describe 'Get-HrisHostKey' {
    It 'takes servers by position, by pipeline and as ComputerName' {
        $parameter = (Get-Command -Name Get-HrisHostKey).Parameters['HostName']
        $parameter.Aliases | Should -Contain 'ComputerName'
        $attribute = $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] }
        $attribute.Position | Should -Be 0
        $attribute.Mandatory | Should -BeTrue
        $attribute.ValueFromPipeline | Should -BeTrue
    }

    It 'refuses a port that does not exist' {
        { Get-HrisHostKey -HostName 127.0.0.1 -Port 65536 } | Should -Throw
    }

    It 'says which server cannot be reached' {
        $port = Get-ClosedPort
        $keys = Get-HrisHostKey -HostName 127.0.0.1 -Port $port -ErrorAction SilentlyContinue -ErrorVariable problem
        $keys | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'SftpConnectionFailed*'
        $problem[0].TargetObject | Should -Be '127.0.0.1'
        $problem[0].Exception.Message | Should -BeLike 'Connection to the SFTP server failed: *'
    }

    It 'goes on with the next server' {
        $port = Get-ClosedPort
        '127.0.0.1', 'localhost' | Get-HrisHostKey -Port $port -ErrorAction SilentlyContinue -ErrorVariable problem
        @($problem | Where-Object { $_.FullyQualifiedErrorId -like 'SftpConnectionFailed*' }).Count | Should -Be 2
    }
}
