//! The readings of each Chinese character, as one types them.
//!
//! The `pinyin` crate knows every reading that a dictionary ever recorded: 件 also as mou, 有 as wei, 以 as si. With those,
//! a short query finds half of the plan. Here the common characters keep the readings that are alive; all others keep
//! what the crate says: the first reading by the crate itself, the others by `assets/readings.txt`, which is a twelfth of the
//! crate's table for them.

use std::sync::LazyLock;

use pinyin::ToPinyin;

/// `reading 字字字`: what characters are also read as that have no rule here.
const ALSO: &str = include_str!("../../../assets/readings.txt");

/// Common characters of which only the first reading of the crate is alive.
const FIRST_ONLY: &str = "\
    啊埃癌隘俺胺肮昂凹奥懊澳芭捌叭吧拔跋把霸白百佰搬扳般扮拌伴半榜傍苞胞包抱暴爆卑倍被奔甭泵比蔽币庇卞辨膘彬冰波膊哺\
    不簿部才踩蔡餐蚕槽草厕侧册插茬察拆柴掺厂敞超抄嘲吵车郴忱趁橙呈承逞秤吃池尺斥虫稠愁躇除揣穿串窗捶垂唇淳绰疵刺次葱\
    囱从醋簇促摧粹淬搓措挫搭达呆歹逮怠担掸胆但淡刀灯登邓堤敌狄抵底弟滇典佃甸奠掉跌碟蝶迭丁盯鼎董侗恫洞斗逗毒读堵杜堆\
    兑吨蹲敦顿盾遁掇哆惰堕蛾而儿耳繁泛方房仿啡肥匪肺沸吩汾奋份封逢冯扶拂幅服涪甫副附噶概溉干甘柑赶感港杠皋搞告胳疙革\
    格隔个羹拱共古谷雇灌广逛硅柜棍果哈骸亥害喊捍憾汗夯杭郝耗号浩呵喝菏合盒赫嘿痕狠哼亨横虹红呼唬滑划化徊怀坏痪涣荒磺\
    皇恍荤混豁活或霍圾机畸稽积激姬缉籍己技伎祭既夹家假价肩奸茧碱见件将蕉焦胶侥脚狡缴剿窖揭接秸捷睫洁姐芥介筋仅浸惊精\
    景颈净咎鞠拘居沮巨句捐卷撅掘均俊喀揩楷堪抗亢炕坷苛棵可渴刻客垦坑控枯苦挎跨块款匡狂亏魁溃昆捆括蜡腊蓝狼牢佬姥酪累\
    肋冷厘离莉栗例立隶哩怜帘撩聊僚列猎磷拎零令硫芦卤碌路鹿虑卵络芒茫猫冒貌么昧萌盟靡糜谜泌眠免娩描藐皿明摩末莫墨某母\
    幕募呐乃耐南淖内能倪泥匿溺蔫拈年捻鸟尿柠宁泞扭女暖哦帕怕拍排湃派潘盼旁胖袍跑培裴砰抨彭捧坯脾片漂撇瞥拼聘苹平魄迫\
    剖扑莆葡菩蒲瀑期栖戚漆沏其棋崎齐祈祁岂契砌汽泣洽铅前浅嵌腔俏切且勤青泅蛆屈渠娶趣醛券缺雀冉攘扰惹任戎容肉褥阮蕊若\
    洒僧沙苫汕尚梢捎芍勺哨蛇舌舍赦射涉身沈慎声胜圣失施拾食屎式示事是适氏市恃售受舒淑属术墅庶数衰栓拴税斯撕思司肆寺巳\
    搜嗽溯隋隧蓑梭唆缩塌他它她塔抬台太檀潭袒探叹汤倘淌趟桃陶踢蹄体填舔挑跳听汀桐酮童筒投透涂土兔湍团蜕褪吞屯拖脱陀哇\
    蛙洼娃袜完皖宛万汪王亡枉桅味位瘟温挝斡握无梧吾吴毋勿昔熙析夕溪喜洗戏虾暇夏掀咸涎羡宪限硝哮嚣些歇蝎鞋挟邪斜泄信邢\
    醒幸姓兄休戌需嘘许絮眩穴旬寻巡押呀衙焉烟研蜒言炎眼彦央洋仰妖姚咬噎耶野也叶液壹揖遗移疑沂倚已乙矣以邑屹肄吟淫尹印\
    英硬映涌恿由游有幼于余俞逾愉予羽芋遇御育豫援园员苑怨约越钥月匀允杂咱凿澡蚤造燥增喳札栅咋乍宅寨詹沾占湛招找召甄枕\
    疹震帧枝支肢汁之殖至致峙治窒盅种众粥朱逐烛著助注祝拽转撰赚庄追茁啄兹滋综奏揍租足卒族祖阻最";

/// Common characters that keep several readings, or another than the first, but not all.
const KEPT: &str = "\
    扒ba,pa 蚌bang,beng 剥bao,bo 薄bao,bo 辟bi,pi 伯bo,bai 卜bu,bo 差cha,chai,ci 查cha,zha 朝chao,zhao 仇chou,qiu \
    撮cuo,zuo 大da,dai 提ti,di 度du,duo 番fan,pan 佛fo,fu 龟gui,jun 还hai,huan 核he,hu 吓xia,he 蛤ha,ge 貉he,hao \
    奇qi,ji 角jiao,jue 校xiao,jiao 桔ju,jie 浚jun,xun 咖ka,ga 咯ka,lo,ge 咳ke,hai 傀kui 棱leng,ling 率lü,shuai \
    没mei,mo 秘mi,bi 牟mou,mu 哪na,nei,ne 那na,nei 朴pu,piao 炔que 莎sha,suo 省sheng,xing 说shuo,shui 宿su,xiu \
    拓tuo,ta 行xing,hang 尉wei,yu 削xue,xiao 轧ya,zha 咽yan,ye 重zhong,chong 柞zuo,zha 辗zhan 吱zhi,zi 折zhe,she";

/// The longest syllables are zhuang, chuang, shuang.
const LONGEST: usize = 6;

/// One reading without its tone, in the letters that one types: ü is `v`, and a second reading with `u` stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Syllable {
    letters: [u8; LONGEST],
    length: u8,
}

impl Syllable {
    fn new(letters: &str) -> Option<Self> {
        let length = letters.len();
        let mut kept = [0; LONGEST];
        kept.get_mut(..length)?.copy_from_slice(letters.as_bytes());
        (length > 0).then_some(Self { letters: kept, length: u8::try_from(length).ok()? })
    }

    /// Its letters, `a` to `z`.
    pub fn letters(&self) -> &[u8] {
        &self.letters[..usize::from(self.length)]
    }

    /// Whether it begins with zh, ch or sh, of which people type one letter or both.
    pub fn has_double_initial(self) -> bool {
        matches!(self.letters, [b'z' | b'c' | b's', b'h', ..])
    }
}

/// What a folded character can begin a match with, and where its readings are.
#[derive(Debug, Clone, Copy)]
pub struct Sound {
    /// One bit for the character itself and one for the first letter of each reading: see [`own_bit`].
    pub mask: u32,
    start: u32,
    count: u8,
}

impl Sound {
    /// The sound of a folded character; a character without readings sounds only as itself.
    pub fn of(sign: char) -> Self {
        TABLE.sound(sign).unwrap_or(Self { mask: own_bit(sign), start: 0, count: 0 })
    }

    /// Its readings.
    pub fn readings(self) -> impl Iterator<Item = Syllable> {
        let start = self.start as usize;
        TABLE.readings[start..start + usize::from(self.count)].iter().copied()
    }
}

/// The bit that stands for a character in masks: 26 for the letters, the other six shared by all other characters.
///
/// Two characters whose bits differ are different; equal bits prove nothing.
pub fn own_bit(sign: char) -> u32 {
    match sign {
        'a'..='z' => 1 << (u32::from(sign) - u32::from('a')),
        _ => 1 << (26 + u32::from(sign) % 6),
    }
}

/// 〇, extension A and the common block; then extension B, where rare personal names live.
const BLOCKS: [std::ops::Range<u32>; 2] = [0x3000..0xa000, 0x2_0000..0x2_a6e0];

/// Built on first use, once per process, in about a millisecond.
static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

struct Table {
    blocks: [Vec<Sound>; 2],
    readings: Vec<Syllable>,
}

impl Table {
    fn new() -> Self {
        let mut alive: Vec<(char, Option<&str>)> = FIRST_ONLY.chars().map(|sign| (sign, None)).collect();
        for kept in KEPT.split(' ') {
            let mut rest = kept.chars();
            alive.extend(rest.next().map(|sign| (sign, Some(rest.as_str()))));
        }
        alive.sort_unstable();
        let also = also();
        // Both are gone through with the characters, in their order.
        let (mut alive, mut also) = (alive.as_slice(), also.as_slice());

        let mut readings = Vec::new();
        let blocks = BLOCKS.map(|block| {
            block
                .map(|code| {
                    let sign = char::from_u32(code).unwrap_or_default();
                    let start = readings.len();
                    let (rule, others) = (of(&mut alive, sign), of(&mut also, sign));
                    match rule.first() {
                        Some((_, Some(kept))) => {
                            kept.split(',').for_each(|plain| note(&mut readings, start, plain));
                        }
                        Some((_, None)) => first(sign).for_each(|plain| note(&mut readings, start, plain)),
                        None => {
                            let others = others.iter().map(|(_, plain)| *plain);
                            first(sign).chain(others).for_each(|plain| note(&mut readings, start, plain));
                        }
                    }
                    let first =
                        readings[start..].iter().map(|syllable| own_bit(char::from(syllable.letters[0])));
                    Sound {
                        mask: first.fold(own_bit(sign), |mask, bit| mask | bit),
                        start: u32::try_from(start).unwrap_or_default(),
                        count: u8::try_from(readings.len() - start).unwrap_or_default(),
                    }
                })
                .collect()
        });
        Self { blocks, readings }
    }

    fn sound(&self, sign: char) -> Option<Sound> {
        let code = u32::from(sign);
        let (block, range) = self.blocks.iter().zip(&BLOCKS).find(|(_, range)| range.contains(&code))?;
        block.get((code - range.start) as usize).copied()
    }
}

/// The reading that the crate has first, the commonest, without tones; none where it knows none.
fn first(sign: char) -> impl Iterator<Item = &'static str> {
    sign.to_pinyin().into_iter().map(pinyin::Pinyin::plain)
}

/// What a list in the order of its characters has of one; what stands before it is left behind.
fn of<'a, T>(list: &mut &'a [(char, T)], sign: char) -> &'a [(char, T)] {
    let before = list.iter().take_while(|(other, _)| *other < sign).count();
    *list = &list[before..];
    let count = list.iter().take_while(|(other, _)| *other == sign).count();
    &list[..count]
}

/// Characters and their further readings, in the order of the characters.
fn also() -> Vec<(char, &'static str)> {
    let lines = ALSO.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    let mut all: Vec<_> =
        lines.flat_map(|(plain, signs)| signs.chars().map(move |sign| (sign, plain))).collect();
    all.sort_unstable();
    all
}

/// Adds a reading to those that begin at `start`, once, in letters of ASCII.
fn note(readings: &mut Vec<Syllable>, start: usize, plain: &str) {
    let typed = plain.replace('ü', "v").replace('ê', "e");
    // 绿 is typed lv, and lu by those whose habit it is.
    let other = typed.contains('v').then(|| typed.replace('v', "u"));
    for letters in [Some(typed), other].into_iter().flatten() {
        if let Some(syllable) = Syllable::new(&letters)
            && !readings[start..].contains(&syllable)
        {
            readings.push(syllable);
        }
    }
}

#[cfg(test)]
mod tests;
