#compdef peidang

autoload -U is-at-least

_peidang() {
    typeset -A opt_args
    typeset -a _arguments_options
    local ret=1

    if is-at-least 5.2; then
        _arguments_options=(-s -S -C)
    else
        _arguments_options=(-s -C)
    fi

    local context curcontext="$curcontext" state line
    _arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'--tutorial[五分钟教程：在工作台里边做边学，用的是临时数据]' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
":: :_peidang_commands" \
"*::: :->peidang" \
&& ret=0
    case $state in
    (peidang)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:peidang-command-$line[1]:"
        case $line[1] in
            (list)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json yaml csv]:FORMAT:(table json yaml csv)' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(find)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json]:FORMAT:(table json)' \
'--limit=[最多列出的条数，不写为 20]:N:_default' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(show)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text json yaml]:FORMAT:(text json yaml)' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
':texts:' \
&& ret=0
;;
(add)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(set)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(note)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(extend)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(remove)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(undo)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'::texts:' \
&& ret=0
;;
(redo)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'::texts:' \
&& ret=0
;;
(log)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text json yaml]:FORMAT:(text json yaml)' \
'--since=[只列这一天及以后的]:DATE:_default' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
&& ret=0
;;
(due)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json]:FORMAT:(table json)' \
'--days=[从今天起几天之内到期的，默认 7]:N:_default' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:' \
&& ret=0
;;
(weekly)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：md html docx xlsx csv yaml json]:FORMAT:(md html docx xlsx csv yaml json)' \
'--period=[周期：week 周、month 月、quarter 季]:PERIOD:(week month quarter)' \
'--week=[哪一周，如 2024-W28]:WEEK:_default' \
'--note=[附在报告里的话]:TEXT:_default' \
'--unit=[只列这个单位的]:UNIT:_default' \
'--out=[写到哪个文件，“-”为标准输出]:PATH:_files' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'--bulletin[写通报]' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
&& ret=0
;;
(annual)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：md html docx xlsx csv yaml json]:FORMAT:(md html docx xlsx csv yaml json)' \
'--section=[写入年度报告的第几部分：1 或 6，默认 6]:1|6:(1 6)' \
'--unit=[只列这个单位的]:UNIT:_default' \
'--note=[附在报告里的话]:TEXT:_default' \
'--out=[写到哪个文件，“-”为标准输出]:PATH:_files' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'--record[写考核记录]' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
&& ret=0
;;
(handover)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：md html docx xlsx csv yaml json]:FORMAT:(md html docx xlsx csv yaml json)' \
'--to=[接收人]:NAME:_default' \
'--note=[附在报告里的话]:TEXT:_default' \
'--out=[写到哪个文件，“-”为标准输出]:PATH:_files' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
&& ret=0
;;
(calendar)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text ics]:FORMAT:(text ics)' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'::texts:' \
&& ret=0
;;
(check)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text json]:FORMAT:(text json)' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'--repair[读不出的文件移入 broken/，按修改记录重建]' \
'--yes[不再询问]' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
&& ret=0
;;
(config)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json]:FORMAT:(table json)' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
&& ret=0
;;
(merge)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:_files' \
&& ret=0
;;
(activity)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json yaml csv md annex]:FORMAT:(table json yaml csv md annex)' \
'--unit=[只列这个单位的]:UNIT:_default' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:(list add set remove)' \
&& ret=0
;;
(duty)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json csv]:FORMAT:(table json csv)' \
'--unit=[只列这个单位的]:UNIT:_default' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:(list clocks add set remove)' \
&& ret=0
;;
(backup)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json]:FORMAT:(table json)' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'--yes[不再询问]' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:(now list restore)' \
&& ret=0
;;
(chase)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json csv md xlsx]:FORMAT:(table json csv md xlsx)' \
'--since=[只列这一天及以后的]:DATE:_default' \
'--unit=[只列这个单位的]:UNIT:_default' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
':texts:(list)' \
&& ret=0
;;
(sheets)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：xlsx csv table json]:FORMAT:(xlsx csv table json)' \
'*--unit=[只列这个单位的]:UNIT:_default' \
'--empty=[清空的单元格：keeps 保留原内容（默认），clears 当作删除]:keeps|clears:(keeps clears)' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'--apply[采纳收回的内容（冲突和读不懂的除外）]' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:(out in)' \
&& ret=0
;;
(plan)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：table json]:FORMAT:(table json)' \
'--save=[读出以后存为这个编号的新方案]:ID:_default' \
'*--link=[结转：新任务延续哪项旧任务，如 12=9；12= 为不延续；可重复]:NEW=OLD:_default' \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'--review[在工作台里核对读出的内容，再存为方案]' \
'--yes[不再询问]' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'*::texts:(list use read roll-over close)' \
&& ret=0
;;
(completions)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
':texts:(bash zsh fish powershell man)' \
&& ret=0
;;
(git)
_arguments "${_arguments_options[@]}" : \
'--today=[把这一天当作今天（如 2024-07-08）]:DATE:_default' \
'--data=[数据文件夹]:DIR:_files -/' \
'--plan=[方案的编号（数据文件夹里的目录名）]:ID:_default' \
'--lang=[语言：zh 或 en]:zh|en:_default' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
':texts:(setup)' \
&& ret=0
;;
        esac
    ;;
esac
}

(( $+functions[_peidang_commands] )) ||
_peidang_commands() {
    local commands; commands=(
'list:列出各行（任务 × 单位），可带查询' \
'find:查找任务、条目、进展、单位、活动、提醒，最合适的在前' \
'show:看一个条目、一项任务或一个单位的全部内容' \
'add:新增条目，输出新编号' \
'set:修改条目的若干项' \
'note:记一条进展' \
'extend:延期：改时限并留下原时限和原因' \
'remove:删除条目（可用 undo 撤销）' \
'undo:撤销最近的修改，COUNT 为次数' \
'redo:重做撤销过的修改' \
'log:列出修改记录，最新的在最后' \
'due:列出已到期和即将到期的行，末日早的在前' \
'weekly:生成周报（月报、季报）并存档' \
'annual:年度落实情况（供政府信息公开工作年度报告第一或第六部分）；考核记录' \
'handover:交接单：未办结、已承诺、待核实、临期的事项，联系人和备份' \
'calendar:看一个月的日历：休、班和每天到期的任务' \
'check:检查数据：读不出的文件、对不上的名称、读不出的时限' \
'config:看哪些设置在起作用，来自哪里（选项、环境变量、config.yaml 的哪一行、默认）' \
'merge:git 的合并程序：三个版本合成一个（由 git 调用）' \
'activity:活动与记录：政府开放活动（附件2）、业务培训、政策评价、政策解读、其他' \
'duty:刚性要求：方案和法律要求的次数、日期，谁还欠，剩几个工作日' \
'backup:备份方案文件夹：now 立即备份，list 列出，restore 放回' \
'chase:提醒、催办：打印一个单位的文本，或列出催办记录' \
'sheets:下发配档表（每单位一个文件），或读取收回的表' \
'plan:方案：读通知、列出、切换、结转、收官' \
'completions:打印命令行补全脚本（bash zsh fish powershell）或手册页（man）' \
'git:git setup：让两个人用 git 共用一个数据文件夹' \
    )
    _describe -t commands 'peidang commands' commands "$@"
}
(( $+functions[_peidang__subcmd__activity_commands] )) ||
_peidang__subcmd__activity_commands() {
    local commands; commands=()
    _describe -t commands 'peidang activity commands' commands "$@"
}
(( $+functions[_peidang__subcmd__add_commands] )) ||
_peidang__subcmd__add_commands() {
    local commands; commands=()
    _describe -t commands 'peidang add commands' commands "$@"
}
(( $+functions[_peidang__subcmd__annual_commands] )) ||
_peidang__subcmd__annual_commands() {
    local commands; commands=()
    _describe -t commands 'peidang annual commands' commands "$@"
}
(( $+functions[_peidang__subcmd__backup_commands] )) ||
_peidang__subcmd__backup_commands() {
    local commands; commands=()
    _describe -t commands 'peidang backup commands' commands "$@"
}
(( $+functions[_peidang__subcmd__calendar_commands] )) ||
_peidang__subcmd__calendar_commands() {
    local commands; commands=()
    _describe -t commands 'peidang calendar commands' commands "$@"
}
(( $+functions[_peidang__subcmd__chase_commands] )) ||
_peidang__subcmd__chase_commands() {
    local commands; commands=()
    _describe -t commands 'peidang chase commands' commands "$@"
}
(( $+functions[_peidang__subcmd__check_commands] )) ||
_peidang__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'peidang check commands' commands "$@"
}
(( $+functions[_peidang__subcmd__completions_commands] )) ||
_peidang__subcmd__completions_commands() {
    local commands; commands=()
    _describe -t commands 'peidang completions commands' commands "$@"
}
(( $+functions[_peidang__subcmd__config_commands] )) ||
_peidang__subcmd__config_commands() {
    local commands; commands=()
    _describe -t commands 'peidang config commands' commands "$@"
}
(( $+functions[_peidang__subcmd__due_commands] )) ||
_peidang__subcmd__due_commands() {
    local commands; commands=()
    _describe -t commands 'peidang due commands' commands "$@"
}
(( $+functions[_peidang__subcmd__duty_commands] )) ||
_peidang__subcmd__duty_commands() {
    local commands; commands=()
    _describe -t commands 'peidang duty commands' commands "$@"
}
(( $+functions[_peidang__subcmd__extend_commands] )) ||
_peidang__subcmd__extend_commands() {
    local commands; commands=()
    _describe -t commands 'peidang extend commands' commands "$@"
}
(( $+functions[_peidang__subcmd__find_commands] )) ||
_peidang__subcmd__find_commands() {
    local commands; commands=()
    _describe -t commands 'peidang find commands' commands "$@"
}
(( $+functions[_peidang__subcmd__git_commands] )) ||
_peidang__subcmd__git_commands() {
    local commands; commands=()
    _describe -t commands 'peidang git commands' commands "$@"
}
(( $+functions[_peidang__subcmd__handover_commands] )) ||
_peidang__subcmd__handover_commands() {
    local commands; commands=()
    _describe -t commands 'peidang handover commands' commands "$@"
}
(( $+functions[_peidang__subcmd__list_commands] )) ||
_peidang__subcmd__list_commands() {
    local commands; commands=()
    _describe -t commands 'peidang list commands' commands "$@"
}
(( $+functions[_peidang__subcmd__log_commands] )) ||
_peidang__subcmd__log_commands() {
    local commands; commands=()
    _describe -t commands 'peidang log commands' commands "$@"
}
(( $+functions[_peidang__subcmd__merge_commands] )) ||
_peidang__subcmd__merge_commands() {
    local commands; commands=()
    _describe -t commands 'peidang merge commands' commands "$@"
}
(( $+functions[_peidang__subcmd__note_commands] )) ||
_peidang__subcmd__note_commands() {
    local commands; commands=()
    _describe -t commands 'peidang note commands' commands "$@"
}
(( $+functions[_peidang__subcmd__plan_commands] )) ||
_peidang__subcmd__plan_commands() {
    local commands; commands=()
    _describe -t commands 'peidang plan commands' commands "$@"
}
(( $+functions[_peidang__subcmd__redo_commands] )) ||
_peidang__subcmd__redo_commands() {
    local commands; commands=()
    _describe -t commands 'peidang redo commands' commands "$@"
}
(( $+functions[_peidang__subcmd__remove_commands] )) ||
_peidang__subcmd__remove_commands() {
    local commands; commands=()
    _describe -t commands 'peidang remove commands' commands "$@"
}
(( $+functions[_peidang__subcmd__set_commands] )) ||
_peidang__subcmd__set_commands() {
    local commands; commands=()
    _describe -t commands 'peidang set commands' commands "$@"
}
(( $+functions[_peidang__subcmd__sheets_commands] )) ||
_peidang__subcmd__sheets_commands() {
    local commands; commands=()
    _describe -t commands 'peidang sheets commands' commands "$@"
}
(( $+functions[_peidang__subcmd__show_commands] )) ||
_peidang__subcmd__show_commands() {
    local commands; commands=()
    _describe -t commands 'peidang show commands' commands "$@"
}
(( $+functions[_peidang__subcmd__undo_commands] )) ||
_peidang__subcmd__undo_commands() {
    local commands; commands=()
    _describe -t commands 'peidang undo commands' commands "$@"
}
(( $+functions[_peidang__subcmd__weekly_commands] )) ||
_peidang__subcmd__weekly_commands() {
    local commands; commands=()
    _describe -t commands 'peidang weekly commands' commands "$@"
}

if [ "$funcstack[1]" = "_peidang" ]; then
    _peidang "$@"
else
    compdef _peidang peidang
fi
