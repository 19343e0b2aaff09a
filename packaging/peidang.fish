# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_peidang_global_optspecs
    string join \n today= data= plan= lang= tutorial h/help V/version
end

function __fish_peidang_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_peidang_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_peidang_using_subcommand
    set -l cmd (__fish_peidang_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c peidang -n "__fish_peidang_needs_command" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_needs_command" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_needs_command" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_needs_command" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_needs_command" -l tutorial -d '五分钟教程：在工作台里边做边学，用的是临时数据'
complete -c peidang -n "__fish_peidang_needs_command" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_needs_command" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "list" -d '列出各行（任务 × 单位），可带查询'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "find" -d '查找任务、条目、进展、单位、活动、提醒，最合适的在前'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "show" -d '看一个条目、一项任务或一个单位的全部内容'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "add" -d '新增条目，输出新编号'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "set" -d '修改条目的若干项'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "note" -d '记一条进展'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "extend" -d '延期：改时限并留下原时限和原因'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "remove" -d '删除条目（可用 undo 撤销）'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "undo" -d '撤销最近的修改，COUNT 为次数'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "redo" -d '重做撤销过的修改'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "log" -d '列出修改记录，最新的在最后'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "due" -d '列出已到期和即将到期的行，末日早的在前'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "weekly" -d '生成周报（月报、季报）并存档'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "annual" -d '年度落实情况（供政府信息公开工作年度报告第一或第六部分）；考核记录'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "handover" -d '交接单：未办结、已承诺、待核实、临期的事项，联系人和备份'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "calendar" -d '看一个月的日历：休、班和每天到期的任务'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "check" -d '检查数据：读不出的文件、对不上的名称、读不出的时限'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "config" -d '看哪些设置在起作用，来自哪里（选项、环境变量、config.yaml 的哪一行、默认）'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "merge" -d 'git 的合并程序：三个版本合成一个（由 git 调用）'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "activity" -d '活动与记录：政府开放活动（附件2）、业务培训、政策评价、政策解读、其他'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "duty" -d '刚性要求：方案和法律要求的次数、日期，谁还欠，剩几个工作日'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "backup" -d '备份方案文件夹：now 立即备份，list 列出，restore 放回'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "chase" -d '提醒、催办：打印一个单位的文本，或列出催办记录'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "sheets" -d '下发配档表（每单位一个文件），或读取收回的表'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "plan" -d '方案：读通知、列出、切换、结转、收官'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "completions" -d '打印命令行补全脚本（bash zsh fish powershell）或手册页（man）'
complete -c peidang -n "__fish_peidang_needs_command" -f -a "git" -d 'git setup：让两个人用 git 共用一个数据文件夹'
complete -c peidang -n "__fish_peidang_using_subcommand list" -l format -d '输出格式：table json yaml csv' -r -f -a "table\t''
json\t''
yaml\t''
csv\t''"
complete -c peidang -n "__fish_peidang_using_subcommand list" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand list" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand list" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand list" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand list" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand list" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand find" -l format -d '输出格式：table json' -r -f -a "table\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand find" -l limit -d '最多列出的条数，不写为 20' -r
complete -c peidang -n "__fish_peidang_using_subcommand find" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand find" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand find" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand find" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand find" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand find" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand show" -l format -d '输出格式：text json yaml' -r -f -a "text\t''
json\t''
yaml\t''"
complete -c peidang -n "__fish_peidang_using_subcommand show" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand show" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand show" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand show" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand show" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand show" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand add" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand add" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand add" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand add" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand add" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand add" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand set" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand set" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand set" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand set" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand set" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand set" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand note" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand note" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand note" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand note" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand note" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand note" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand extend" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand extend" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand extend" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand extend" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand extend" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand extend" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand remove" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand remove" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand remove" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand remove" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand remove" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand remove" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand undo" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand undo" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand undo" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand undo" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand undo" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand undo" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand redo" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand redo" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand redo" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand redo" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand redo" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand redo" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand log" -l format -d '输出格式：text json yaml' -r -f -a "text\t''
json\t''
yaml\t''"
complete -c peidang -n "__fish_peidang_using_subcommand log" -l since -d '只列这一天及以后的' -r
complete -c peidang -n "__fish_peidang_using_subcommand log" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand log" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand log" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand log" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand log" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand log" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand due" -l format -d '输出格式：table json' -r -f -a "table\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand due" -l days -d '从今天起几天之内到期的，默认 7' -r
complete -c peidang -n "__fish_peidang_using_subcommand due" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand due" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand due" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand due" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand due" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand due" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l format -d '输出格式：md html docx xlsx csv yaml json' -r -f -a "md\t''
html\t''
docx\t''
xlsx\t''
csv\t''
yaml\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l period -d '周期：week 周、month 月、quarter 季' -r -f -a "week\t''
month\t''
quarter\t''"
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l week -d '哪一周，如 2024-W28' -r
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l note -d '附在报告里的话' -r
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l unit -d '只列这个单位的' -r
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l out -d '写到哪个文件，“-”为标准输出' -r -F
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -l bulletin -d '写通报'
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand weekly" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l format -d '输出格式：md html docx xlsx csv yaml json' -r -f -a "md\t''
html\t''
docx\t''
xlsx\t''
csv\t''
yaml\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l section -d '写入年度报告的第几部分：1 或 6，默认 6' -r -f -a "1\t''
6\t''"
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l unit -d '只列这个单位的' -r
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l note -d '附在报告里的话' -r
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l out -d '写到哪个文件，“-”为标准输出' -r -F
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand annual" -l record -d '写考核记录'
complete -c peidang -n "__fish_peidang_using_subcommand annual" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand annual" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l format -d '输出格式：md html docx xlsx csv yaml json' -r -f -a "md\t''
html\t''
docx\t''
xlsx\t''
csv\t''
yaml\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l to -d '接收人' -r
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l note -d '附在报告里的话' -r
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l out -d '写到哪个文件，“-”为标准输出' -r -F
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand handover" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand handover" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand handover" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand calendar" -l format -d '输出格式：text ics' -r -f -a "text\t''
ics\t''"
complete -c peidang -n "__fish_peidang_using_subcommand calendar" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand calendar" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand calendar" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand calendar" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand calendar" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand calendar" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand check" -l format -d '输出格式：text json' -r -f -a "text\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand check" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand check" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand check" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand check" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand check" -l repair -d '读不出的文件移入 broken/，按修改记录重建'
complete -c peidang -n "__fish_peidang_using_subcommand check" -l yes -d '不再询问'
complete -c peidang -n "__fish_peidang_using_subcommand check" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand check" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand config" -l format -d '输出格式：table json' -r -f -a "table\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand config" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand config" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand config" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand config" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand config" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand config" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand merge" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand merge" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand merge" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand merge" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand merge" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand merge" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand activity" -l format -d '输出格式：table json yaml csv md annex' -r -f -a "table\t''
json\t''
yaml\t''
csv\t''
md\t''
annex\t''"
complete -c peidang -n "__fish_peidang_using_subcommand activity" -l unit -d '只列这个单位的' -r
complete -c peidang -n "__fish_peidang_using_subcommand activity" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand activity" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand activity" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand activity" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand activity" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand activity" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand duty" -l format -d '输出格式：table json csv' -r -f -a "table\t''
json\t''
csv\t''"
complete -c peidang -n "__fish_peidang_using_subcommand duty" -l unit -d '只列这个单位的' -r
complete -c peidang -n "__fish_peidang_using_subcommand duty" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand duty" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand duty" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand duty" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand duty" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand duty" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand backup" -l format -d '输出格式：table json' -r -f -a "table\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand backup" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand backup" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand backup" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand backup" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand backup" -l yes -d '不再询问'
complete -c peidang -n "__fish_peidang_using_subcommand backup" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand backup" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand chase" -l format -d '输出格式：table json csv md xlsx' -r -f -a "table\t''
json\t''
csv\t''
md\t''
xlsx\t''"
complete -c peidang -n "__fish_peidang_using_subcommand chase" -l since -d '只列这一天及以后的' -r
complete -c peidang -n "__fish_peidang_using_subcommand chase" -l unit -d '只列这个单位的' -r
complete -c peidang -n "__fish_peidang_using_subcommand chase" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand chase" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand chase" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand chase" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand chase" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand chase" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l format -d '输出格式：xlsx csv table json' -r -f -a "xlsx\t''
csv\t''
table\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l unit -d '只列这个单位的' -r
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l empty -d '清空的单元格：keeps 保留原内容（默认），clears 当作删除' -r -f -a "keeps\t''
clears\t''"
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -l apply -d '采纳收回的内容（冲突和读不懂的除外）'
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand sheets" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l format -d '输出格式：table json' -r -f -a "table\t''
json\t''"
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l save -d '读出以后存为这个编号的新方案' -r
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l link -d '结转：新任务延续哪项旧任务，如 12=9；12= 为不延续；可重复' -r
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l review -d '在工作台里核对读出的内容，再存为方案'
complete -c peidang -n "__fish_peidang_using_subcommand plan" -l yes -d '不再询问'
complete -c peidang -n "__fish_peidang_using_subcommand plan" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand plan" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand completions" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand completions" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand completions" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand completions" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand completions" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand completions" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_peidang_using_subcommand git" -l today -d '把这一天当作今天（如 2024-07-08）' -r
complete -c peidang -n "__fish_peidang_using_subcommand git" -l data -d '数据文件夹' -r -f -a "(__fish_complete_directories)"
complete -c peidang -n "__fish_peidang_using_subcommand git" -l plan -d '方案的编号（数据文件夹里的目录名）' -r
complete -c peidang -n "__fish_peidang_using_subcommand git" -l lang -d '语言：zh 或 en' -r
complete -c peidang -n "__fish_peidang_using_subcommand git" -s h -l help -d '显示帮助'
complete -c peidang -n "__fish_peidang_using_subcommand git" -s V -l version -d '显示版本'
complete -c peidang -n "__fish_seen_subcommand_from activity" -a "list add set remove"
complete -c peidang -n "__fish_seen_subcommand_from duty" -a "list clocks add set remove"
complete -c peidang -n "__fish_seen_subcommand_from backup" -a "now list restore"
complete -c peidang -n "__fish_seen_subcommand_from chase" -a "list"
complete -c peidang -n "__fish_seen_subcommand_from sheets" -a "out in"
complete -c peidang -n "__fish_seen_subcommand_from plan" -a "list use read roll-over close"
complete -c peidang -n "__fish_seen_subcommand_from completions" -a "bash zsh fish powershell man"
complete -c peidang -n "__fish_seen_subcommand_from git" -a "setup"
